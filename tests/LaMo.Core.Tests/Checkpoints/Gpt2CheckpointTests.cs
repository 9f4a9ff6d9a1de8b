using LaMo.Core.Checkpoints;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Serialization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Checkpoints;

public sealed class Gpt2CheckpointTests : IDisposable
{
    private static readonly DecisionTransformerConfig _config = SmallNetwork.Config with { Transformer = SmallNetwork.Config.Transformer with { VocabularySize = 7, Positions = 6 } };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Gpt2Small.txt", 12, 12, 768, 124_439_808)]
    [InlineData("Gpt2Medium.txt", 24, 16, 1024, 354_823_168)]
    public void LayoutIsThatOfTheGoldenFile(string golden, int layers, int heads, int width, long parameters)
    {
        var layout = Gpt2Checkpoint.Layout(new Gpt2Config { Layers = layers, Heads = heads, Width = width, VocabularySize = 50257, Positions = 1024 }).ToList();
        Assert.Equal(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Checkpoints", golden)), layout.Select(parameter => $"{parameter.Name} [{string.Join(", ", parameter.Shape)}]"));
        Assert.Equal(parameters, layout.Sum(parameter => parameter.Shape.Aggregate((a, b) => a * b)));
    }

    [Fact]
    public void LayoutIsThatOfTheNetwork()
    {
        using DecisionTransformer network = SmallNetwork.Create(_config);
        Assert.Equal(
            network.named_parameters().Where(named => named.name.StartsWith("transformer.", StringComparison.Ordinal) && !named.name.Contains("lora_")).Select(named => $"{named.name} [{string.Join(", ", named.parameter.shape)}]").Order(),
            Gpt2Checkpoint.Layout(_config.Transformer).Select(parameter => $"transformer.{parameter.Name} [{string.Join(", ", parameter.Shape)}]").Order());
    }

    [Theory]
    [InlineData(ScalarType.Float32, 0)]
    [InlineData(ScalarType.Float16, 2e-3)]
    [InlineData(ScalarType.BFloat16, 2e-2)]
    public void SavedTransformerReadsTextAsBefore(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(_config with { Adaptation = Adaptation.Frozen });
        Gpt2Checkpoint.Save(_folder.Path, network, type);
        Assert.Equal(["config.json", "model.safetensors"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());

        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder.Path);
        Assert.Equal(_config.Transformer, checkpoint.Config);
        using var other = new DecisionTransformer(_config with { Adaptation = Adaptation.Frozen }, new DropoutGenerator(2));
        checkpoint.LoadInto(other);
        other.eval();
        float[] expected = Read(network), actual = Read(other);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.First - pair.Second, -tolerance * 30, tolerance * 30));
    }

    [Fact]
    public void MergedLoraIsPartOfWhatIsSaved()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(_config);
        float[] adapted = Read(network);
        network.MergeLora();
        Gpt2Checkpoint.Save(_folder.Path, network);
        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder.Path);
        using var plain = new DecisionTransformer(_config with { Adaptation = Adaptation.Frozen }, new DropoutGenerator(2));
        checkpoint.LoadInto(plain);
        plain.eval();
        Assert.Equal(adapted, Read(plain), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    /// <summary>What checkpoints.py saves: half precision, names with a prefix, masks and the tied head beside the weights.</summary>
    [Fact]
    public void PytorchFileOfAnOldVersionReadsTextAsPytorchDoes()
    {
        using DisposeScope scope = NewDisposeScope();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Checkpoints", "language.pt"), _folder["pytorch_model.bin"]);
        _folder.Write("config.json", """{"model_type": "gpt2", "n_embd": 8, "n_layer": 1, "n_head": 2, "vocab_size": 5, "n_positions": 4, "n_ctx": 4, "activation_function": "gelu_new"}""");
        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder.Path);
        using var network = new DecisionTransformer(SmallNetwork.Config with { Transformer = checkpoint.Config }, new DropoutGenerator(1));
        checkpoint.LoadInto(network);
        network.eval();

        using TensorFile fixture = TensorFile.Open(Path.Combine(AppContext.BaseDirectory, "Checkpoints", "language.safetensors"));
        Tensor tokens = zeros(1, 4), scores = zeros(1, 4, 5);
        fixture.Read("tokens", tokens);
        fixture.Read("scores", scores);
        using IDisposable noGradient = no_grad();
        Assert.True(scores.allclose(network.ReadText(tokens.to(ScalarType.Int64), addPositions: true), rtol: 1e-5, atol: 1e-5));
    }

    [Fact]
    public void NamesWithoutPrefixInShardsAreReadToo()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(_config);
        Gpt2Checkpoint.Save(_folder.Path, network);
        File.Delete(_folder["model.safetensors"]);
        string[] names = [.. Gpt2Checkpoint.Layout(_config.Transformer).Select(parameter => parameter.Name)];
        Dictionary<string, Tensor> state = network.state_dict();
        foreach (int shard in (int[])[0, 1])
            using (FileStream stream = File.Create(_folder[$"model-{shard}.safetensors"]))
                Safetensors.Write(stream, names.Where((_, i) => i % 2 == shard).ToDictionary(name => name, name => state["transformer." + name]));
        _folder.Write("model.safetensors.index.json", $$"""{"weight_map": { {{string.Join(", ", names.Select((name, i) => $"\"{name}\": \"model-{i % 2}.safetensors\""))}} } }""");

        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder.Path);
        using DecisionTransformer other = Untrained(_config);
        checkpoint.LoadInto(other);
        foreach (string name in names)
            Assert.Equal(state["transformer." + name].bytes.ToArray(), other.state_dict()["transformer." + name].bytes.ToArray());
    }

    [Fact]
    public void NetworkMayDoWithoutTextAndKeepsItsFactors()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(_config);
        Gpt2Checkpoint.Save(_folder.Path, network);
        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder.Path);
        using DecisionTransformer other = Untrained(_config.ForScoring());
        Dictionary<string, byte[]> before = other.named_parameters().ToDictionary(named => named.name, named => named.parameter.bytes.ToArray());
        checkpoint.LoadInto(other);
        foreach ((string name, Parameter parameter) in other.named_parameters())
            Assert.Equal(name.StartsWith("transformer.", StringComparison.Ordinal) && !name.Contains("lora_") ? network.state_dict()[name].bytes.ToArray() : before[name], parameter.bytes.ToArray());
    }

    [Fact]
    public void LongerPositionTableRepeatsTheRowsFromTheThirdOn()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(_config);
        Gpt2Checkpoint.Save(_folder.Path, network);
        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder.Path);
        using DecisionTransformer extended = Untrained(_config with { ExtendPositions = true, MaxEpisodeLength = 12 });
        checkpoint.LoadInto(extended);
        Tensor table = network.state_dict()["transformer.wpe.weight"], longer = extended.state_dict()["transformer.wpe.weight"];
        long[] rows = [0, 1, 2, 3, 4, 5, 2, 3, 4, 5, 2, 3];
        Assert.Equal(table.index_select(0, tensor(rows)).bytes.ToArray(), longer.bytes.ToArray());
    }

    [Fact]
    public void NetworkOfAnotherShapeIsRefused()
    {
        using DecisionTransformer network = SmallNetwork.Create(_config);
        Gpt2Checkpoint.Save(_folder.Path, network);
        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder.Path);
        foreach (Gpt2Config other in (Gpt2Config[])[_config.Transformer with { Heads = 4 }, _config.Transformer with { Layers = 1 }, _config.Transformer with { Width = 8 }, _config.Transformer with { VocabularySize = 9 }, _config.Transformer with { Positions = 3 }])
        {
            using DecisionTransformer network2 = Untrained(_config with { Transformer = other });
            Assert.Contains("holds 16 wide with 2 layers, 2 heads, GeluNew, 7 tokens and 6 positions", Assert.Throws<ArgumentException>(() => checkpoint.LoadInto(network2)).Message);
        }
    }

    [Fact]
    public void NetworkWithoutTokensCannotBeSaved()
    {
        using DecisionTransformer network = SmallNetwork.Create();
        Assert.Throws<ArgumentException>(() => Gpt2Checkpoint.Save(_folder.Path, network));
    }

    [Theory]
    [InlineData("n_embd", "0", "'n_embd' must be a positive whole number, not 0")]
    [InlineData("n_embd", "16.5", "'n_embd' must be a positive whole number, not 16.5")]
    [InlineData("n_embd", null, "'n_embd' must be a positive whole number.")]
    [InlineData("n_embd", "17", "'n_embd' must be a multiple of the 2 heads, not 17")]
    [InlineData("n_embd", "1000000000", "'transformer.wte.weight' has shape [7, 16], expected [7, 1000000000]")]
    [InlineData("n_layer", "2000000000", "'h.2.ln_1.weight' is missing")]
    [InlineData("n_layer", "1", "'h.1.")]
    [InlineData("vocab_size", "1000000000", "'transformer.wte.weight' has shape [7, 16], expected [1000000000, 16]")]
    [InlineData("n_positions", "\"six\"", "'n_positions' must be a positive whole number")]
    [InlineData("activation_function", "\"swish\"", "'activation_function' must be \"gelu_new\" or \"relu\", not \"swish\"")]
    [InlineData("activation_function", "3", "'activation_function' must be text, not 3")]
    [InlineData("resid_pdrop", "1", "'resid_pdrop' must be a finite number in [0, 1), not 1")]
    [InlineData("layer_norm_epsilon", "0", "'layer_norm_epsilon' must be a finite number above 0, not 0")]
    [InlineData("layer_norm_epsilon", "1e400", "'layer_norm_epsilon' must be a finite number above 0, not 1e400")]
    [InlineData("initializer_range", "1e400", "'initializer_range' must be a finite number from 0 on, not 1e400")]
    [InlineData("n_inner", "100", "'n_inner' must be 4 times the width, 64, not 100")]
    [InlineData("scale_attn_weights", "false", "'scale_attn_weights' is not supported unless it is true, not false")]
    [InlineData("add_cross_attention", "1", "'add_cross_attention' must be true or false, not 1")]
    [InlineData("model_type", "\"llama\"", "'model_type' must be \"gpt2\", not \"llama\"")]
    public void FaultyConfigIsNamedWithItsKey(string key, string? value, string message)
    {
        using DecisionTransformer network = SmallNetwork.Create(_config);
        Gpt2Checkpoint.Save(_folder.Path, network);
        var config = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(_folder["config.json"]))!.AsObject();
        config.Remove(key);
        if (value != null)
            config[key] = System.Text.Json.Nodes.JsonNode.Parse(value);
        _folder.Write("config.json", config.ToJsonString());
        string reported = Assert.Throws<InvalidDataException>(() => Gpt2Checkpoint.Open(_folder.Path)).Message;
        Assert.Contains(message, reported);
        Assert.StartsWith(_folder.Path, reported);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("layer_norm_epsilon\\udc00")]
    public void ConfigWithAKeyThatIsNotUnicodeIsNamed(string key)
    {
        using DecisionTransformer network = SmallNetwork.Create(_config);
        Gpt2Checkpoint.Save(_folder.Path, network);
        _folder.Write("config.json", File.ReadAllText(_folder["config.json"]).Insert(1, $"\"{key}\": 1,"));
        string reported = Assert.Throws<InvalidDataException>(() => Gpt2Checkpoint.Open(_folder.Path)).Message;
        Assert.StartsWith($"{_folder["config.json"]} has a key that is not Unicode", reported);
    }

    [Fact]
    public void TensorsThatAreMissingOrTooManyAreNamed()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(_config);
        Gpt2Checkpoint.Save(_folder.Path, network);
        Dictionary<string, Tensor> state = Gpt2Checkpoint.Layout(_config.Transformer).ToDictionary(parameter => parameter.Name, parameter => zeros(parameter.Shape));
        string Reported(string name, Tensor? value)
        {
            var changed = new Dictionary<string, Tensor>(state);
            changed.Remove(name);
            if (value is not null)
                changed[name] = value;
            using (FileStream stream = File.Create(_folder["model.safetensors"]))
                Safetensors.Write(stream, changed);
            return Assert.Throws<InvalidDataException>(() => Gpt2Checkpoint.Open(_folder.Path)).Message;
        }
        Assert.Contains("model.safetensors: tensor 'ln_f.bias' is missing", Reported("ln_f.bias", null));
        Assert.Contains("model.safetensors: tensor 'extra' is not part of the model", Reported("extra", zeros(1)));
        Assert.Contains("model.safetensors: tensor 'ln_f.bias' has shape [15], expected [16]", Reported("ln_f.bias", zeros(15)));
        Assert.Contains("model.safetensors: tensor 'lm_head.weight' has shape [8, 16], expected [7, 16]", Reported("lm_head.weight", zeros(8, 16)));
        Assert.Contains("tensor 'transformer.ln_f.bias' is there twice", Reported("transformer.ln_f.bias", zeros(16)).Replace("tensor 'ln_f.bias'", "tensor 'transformer.ln_f.bias'"));
    }

    [Fact]
    public void FolderWithoutItsFilesIsNamed()
    {
        Assert.Contains(_folder["zz"], Assert.Throws<DirectoryNotFoundException>(() => Gpt2Checkpoint.Open(_folder["zz"])).Message);
        Assert.Contains(_folder["config.json"], Assert.Throws<FileNotFoundException>(() => Gpt2Checkpoint.Open(_folder.Path)).Message);
        _folder.Write("config.json", """{"n_embd": 8, "n_layer": 1, "n_head": 2, "vocab_size": 5, "n_positions": 4}""");
        Assert.Contains("holds none of model.safetensors, ", Assert.Throws<FileNotFoundException>(() => Gpt2Checkpoint.Open(_folder.Path)).Message);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    public void RandomDamageNeverEscapesAsAnotherError(string name)
    {
        using DecisionTransformer network = SmallNetwork.Create(_config);
        Gpt2Checkpoint.Save(_folder.Path, network);
        byte[] whole = File.ReadAllBytes(_folder[name]);
        Damage.Try(whole.AsSpan(0, Math.Min(whole.Length, 3000)), 500, damaged =>
        {
            File.WriteAllBytes(_folder[name], [.. damaged, .. whole[Math.Min(whole.Length, 3000)..]]);
            using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder.Path);
            Assert.InRange(checkpoint.Config.Width, 1, 1000);
        });
    }

    private static DecisionTransformer Untrained(DecisionTransformerConfig config)
    {
        random.manual_seed(3);
        return new DecisionTransformer(config, new DropoutGenerator(3));
    }

    private static float[] Read(DecisionTransformer network)
    {
        using IDisposable noGradient = no_grad();
        return network.ReadText(tensor([3L, 0, 6, 6, 1], [1L, 5]), addPositions: true).contiguous().data<float>().ToArray();
    }
}
