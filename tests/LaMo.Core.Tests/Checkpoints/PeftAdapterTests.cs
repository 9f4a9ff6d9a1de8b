using System.Text.Json.Nodes;
using LaMo.Core.Checkpoints;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Checkpoints;

public sealed class PeftAdapterTests : IDisposable
{
    private const int Width = 16, Layers = 2;

    private static readonly DecisionTransformerConfig _config = SmallNetwork.Config with { Transformer = SmallNetwork.Config.Transformer with { VocabularySize = 7, Positions = 6 } };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("base_model.model.transformer.", false)]
    [InlineData("base_model.model.", true)]
    public void FusedAdapterChangesTheNetworkAsItsProductDoes(string prefix, bool stabilised)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> factors = WriteFused(prefix, rank: 3, alpha: 5, stabilised);
        using PeftAdapter adapter = PeftAdapter.Open(_folder.Path);
        Assert.Equal((3, 0.25), (adapter.Lora.Rank, adapter.Lora.Dropout));
        using DecisionTransformer adapted = SmallNetwork.Create(_config with { Adaptation = new Adaptation { Lora = adapter.Lora } });
        using DecisionTransformer plain = Plain(adapted, factors, prefix, scale: stabilised ? 5 / Math.Sqrt(3) : 5.0 / 3);
        adapter.LoadInto(adapted);
        Assert.Equal(Read(plain), Read(adapted), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void WrittenAdapterChangesTheNetworkAsItsProductDoes()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer adapted = SmallNetwork.Create(_config);
        PeftAdapter.Save(_folder.Path, adapted, "gpt2");
        JsonObject config = JsonNode.Parse(File.ReadAllText(_folder["adapter_config.json"]))!.AsObject();
        Assert.Equal("""["c_attn"]""", config["target_modules"]!.ToJsonString());
        Assert.Equal(("LORA", 12, 24.0, true, "gpt2"),
            ((string)config["peft_type"]!, (int)config["r"]!, (double)config["lora_alpha"]!, (bool)config["fan_in_fan_out"]!, (string)config["base_model_name_or_path"]!));

        using TensorFile file = TensorFile.Open(_folder["adapter_model.safetensors"]);
        var factors = new Dictionary<string, Tensor>();
        foreach ((string name, TensorInfo info) in file.Tensors)
            file.Read(name, factors[name] = zeros([.. info.Shape]));
        Assert.Equal([12L, Width], factors["base_model.model.transformer.h.0.attn.c_attn.lora_A.weight"].shape);
        Assert.Equal([3L * Width, 12], factors["base_model.model.transformer.h.0.attn.c_attn.lora_B.weight"].shape);
        using DecisionTransformer plain = Plain(adapted, factors, "base_model.model.transformer.", scale: 2);
        Assert.Equal(Read(plain), Read(adapted), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void WrittenAdapterComesBackToTheLastBit()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(_config), other = SmallNetwork.Create(_config);
        using (no_grad())
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in other.named_parameters())
                if (name.Contains("c_attn.lora") || name.EndsWith("c_attn.bias"))
                    parameter.zero_();
        PeftAdapter.Save(_folder.Path, network);
        using PeftAdapter adapter = PeftAdapter.Open(_folder.Path);
        adapter.LoadInto(other);
        Assert.Equal(network.parameters().Select(parameter => parameter.bytes.ToArray()), other.parameters().Select(parameter => parameter.bytes.ToArray()));

        // A network of the adapter's own rank takes it too; both began with other weights.
        using DecisionTransformer wide = SmallNetwork.Create(_config with { Adaptation = new Adaptation { Lora = adapter.Lora } });
        using (no_grad())
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in wide.named_parameters())
                if (!name.Contains("lora_"))
                    parameter.copy_(network.state_dict()[name]);
        adapter.LoadInto(wide);
        Assert.Equal(Read(network), Read(wide), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void NetworkThatDoesNotFitIsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        WriteFused("base_model.model.transformer.", rank: 6, alpha: 12, stabilised: false);
        using PeftAdapter adapter = PeftAdapter.Open(_folder.Path);
        foreach ((LoraConfig? lora, string message) in (ReadOnlySpan<(LoraConfig?, string)>)
            [(null, "has no LoRA"), (new LoraConfig { Rank = 4, Alpha = 8 }, "needs rank 6 and alpha 12"), (new LoraConfig { Rank = 6, Alpha = 8 }, "needs rank 6 and alpha 12")])
        {
            using DecisionTransformer network = SmallNetwork.Create(_config with { Adaptation = new Adaptation { Lora = lora } });
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => adapter.LoadInto(network)).Message);
        }
        using DecisionTransformer third = SmallNetwork.Create(_config with { Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 2, Alpha = 4 } } });
        Assert.Contains("is not block-diagonal", Assert.Throws<InvalidDataException>(() => adapter.LoadInto(third)).Message);
        using DecisionTransformer deeper = SmallNetwork.Create(_config with { Transformer = _config.Transformer with { Layers = 3 }, Adaptation = new Adaptation { Lora = adapter.Lora } });
        Assert.Contains("adapter_model.safetensors: tensor 'base_model.model.transformer.h.2.attn.c_attn.lora_A.weight' is missing", Assert.Throws<InvalidDataException>(() => adapter.LoadInto(deeper)).Message);
        using DecisionTransformer shallower = SmallNetwork.Create(_config with { Transformer = _config.Transformer with { Layers = 1 }, Adaptation = new Adaptation { Lora = adapter.Lora } });
        Assert.Contains("is no factor of c_attn in 1 layers", Assert.Throws<InvalidDataException>(() => adapter.LoadInto(shallower)).Message);
    }

    [Theory]
    [InlineData("peft_type", "\"IA3\"", "'peft_type' must be \"LORA\", not \"IA3\"")]
    [InlineData("target_modules", "[\"c_attn\", \"c_proj\"]", "'target_modules' must be [\"c_attn\"], not [\"c_attn\",\"c_proj\"]")]
    [InlineData("target_modules", "7", "'target_modules' must be a list of text, not 7")]
    [InlineData("bias", "\"all\"", "'bias' must be \"none\" or \"lora_only\", not \"all\"")]
    [InlineData("use_dora", "true", "'use_dora' must be off, not true")]
    [InlineData("rank_pattern", "{\"h.0\": 2}", "'rank_pattern' must be off, not {\"h.0\":2}")]
    [InlineData("r", "0", "'r' must be a positive whole number, not 0")]
    [InlineData("lora_alpha", "\"8\"", "'lora_alpha' must be a finite number above 0, not \"8\"")]
    [InlineData("lora_alpha", "1e400", "'lora_alpha' must be a finite number above 0, not 1e400")]
    public void FaultyConfigIsNamedWithItsKey(string key, string value, string message)
    {
        using DisposeScope scope = NewDisposeScope();
        WriteFused("base_model.model.", rank: 3, alpha: 5, stabilised: false);
        JsonObject config = JsonNode.Parse(File.ReadAllText(_folder["adapter_config.json"]))!.AsObject();
        config[key] = JsonNode.Parse(value);
        _folder.Write("adapter_config.json", config.ToJsonString());
        string reported = Assert.Throws<InvalidDataException>(() => PeftAdapter.Open(_folder.Path)).Message;
        Assert.Contains(message, reported);
        Assert.StartsWith(_folder["adapter_config.json"], reported);
    }

    [Fact]
    public void ConfigWithAKeyThatIsNotUnicodeIsNamed()
    {
        _folder.Write("adapter_config.json", """{"\ud800": 1, "peft_type": "LORA", "target_modules": "c_attn", "r": 2}""");
        Assert.StartsWith($"{_folder["adapter_config.json"]} has a key that is not Unicode", Assert.Throws<InvalidDataException>(() => PeftAdapter.Open(_folder.Path)).Message);
    }

    [Fact]
    public void MissingFilesAreNamed()
    {
        Assert.Contains("adapter_config.json", Assert.Throws<FileNotFoundException>(() => PeftAdapter.Open(_folder.Path)).Message);
        _folder.Write("adapter_config.json", """{"peft_type": "LORA", "target_modules": "c_attn", "r": 2}""");
        Assert.Contains("adapter_model.safetensors", Assert.Throws<FileNotFoundException>(() => PeftAdapter.Open(_folder.Path)).Message);
    }

    [Theory]
    [InlineData("adapter_config.json")]
    [InlineData("adapter_model.safetensors")]
    public void RandomDamageNeverEscapesAsAnotherError(string name)
    {
        using DecisionTransformer network = SmallNetwork.Create(_config);
        PeftAdapter.Save(_folder.Path, network);
        byte[] whole = File.ReadAllBytes(_folder[name]);
        int end = Math.Min(whole.Length, 800);
        Damage.Try(whole.AsSpan(0, end), 500, damaged =>
        {
            File.WriteAllBytes(_folder[name], [.. damaged, .. whole[end..]]);
            using PeftAdapter adapter = PeftAdapter.Open(_folder.Path);
            try
            {
                adapter.LoadInto(network);
            }
            catch (ArgumentException)
            {
                // another rank or alpha, which the network does not have
            }
        });
    }

    /// <summary>An adapter as PEFT writes it, with random factors.</summary>
    private Dictionary<string, Tensor> WriteFused(string prefix, int rank, double alpha, bool stabilised)
    {
        random.manual_seed(8);
        var factors = new Dictionary<string, Tensor>();
        for (int layer = 0; layer < Layers; layer++)
        {
            factors[$"{prefix}h.{layer}.attn.c_attn.lora_A.weight"] = randn(rank, Width) * 0.3;
            factors[$"{prefix}h.{layer}.attn.c_attn.lora_B.weight"] = randn(3 * Width, rank) * 0.3;
        }
        using (FileStream stream = File.Create(_folder["adapter_model.safetensors"]))
            Safetensors.Write(stream, factors);
        _folder.Write("adapter_config.json",
            $$"""
            {"alpha_pattern": {}, "auto_mapping": null, "base_model_name_or_path": "gpt2", "bias": "none", "fan_in_fan_out": true, "inference_mode": true, "layers_to_transform": null,
             "lora_alpha": {{alpha}}, "lora_dropout": 0.25, "modules_to_save": null, "peft_type": "LORA", "r": {{rank}}, "rank_pattern": {}, "target_modules": ["c_attn"],
             "task_type": "CAUSAL_LM", "use_dora": false, "use_rslora": {{(stabilised ? "true" : "false")}} }
            """);
        return factors;
    }

    /// <summary>A network without LoRA that has the other weights of one with it, and the factors' product B A, times a scale, in those of c_attn.</summary>
    private static DecisionTransformer Plain(DecisionTransformer adapted, Dictionary<string, Tensor> factors, string prefix, double scale)
    {
        DecisionTransformer plain = SmallNetwork.Create(_config with { Adaptation = Adaptation.Frozen });
        using IDisposable noGradient = no_grad();
        Dictionary<string, Tensor> state = adapted.state_dict();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in plain.named_parameters())
        {
            parameter.copy_(state[name]);
            if (name.EndsWith("c_attn.weight"))
            {
                string factor = prefix + name["transformer.".Length..^"weight".Length];
                parameter.add_(factors[factor + "lora_B.weight"].mm(factors[factor + "lora_A.weight"]).t(), scale);
            }
        }
        return plain;
    }

    private static float[] Read(DecisionTransformer network)
    {
        using IDisposable noGradient = no_grad();
        return network.ReadText(tensor([3L, 0, 6, 6, 1], [1L, 5]), addPositions: true).contiguous().data<float>().ToArray();
    }
}
