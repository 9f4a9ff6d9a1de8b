using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Checkpoints;

/// <summary>
/// A LoRA adapter of GPT-2's <c>c_attn</c> in the layout of Hugging Face's PEFT library: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.
/// </summary>
/// <remarks>
/// PEFT adapts the fused query, key and value projection as one matrix, W + s B A with A <c>[r, d]</c> and B <c>[3 d, r]</c>; this library, like LaMo's code, adapts its thirds
/// apart, W_i + s B_i A_i. The two are turned into each other without loss. A fused adapter of rank r is three of rank r that share A. Three of rank r are a fused one of rank 3 r,
/// with the A_i on top of each other and the B_i as the diagonal blocks of B; its alpha is three times theirs, which leaves s = alpha / rank as it was.
/// </remarks>
public sealed class PeftAdapter : IDisposable
{
    private const string ConfigName = "adapter_config.json";
    private const string WeightsName = "adapter_model.safetensors";
    private const string Prefix = "base_model.model.";
    private const string LanguageModelPrefix = "transformer.";

    private static readonly string[] _weightsNames = [WeightsName, "adapter_model.bin"];
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private readonly TensorFile _weights;

    private PeftAdapter(LoraConfig lora, TensorFile weights)
    {
        Lora = lora;
        _weights = weights;
    }

    /// <summary>The rank, alpha and dropout of a network that the adapter can be loaded into.</summary>
    public LoraConfig Lora { get; }

    /// <summary>Opens an adapter.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="FileNotFoundException">It has no configuration or no weights.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or asks for more than LoRA on <c>c_attn</c>; the message names the file and the key.</exception>
    public static PeftAdapter Open(string folder)
    {
        LoraConfig lora = ReadConfig(Path.Combine(folder, ConfigName));
        string path = _weightsNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"The folder {folder} holds none of {string.Join(", ", _weightsNames)}.");
        return new PeftAdapter(lora, TensorFile.Open(path));
    }

    /// <summary>Reads the adapter's factors, and the biases if it has them, into a network.</summary>
    /// <param name="network">A network with LoRA of the same alpha / rank: of the adapter's rank, or of a third of it if the adapter's B is block-diagonal, as <see cref="Save"/> makes it.</param>
    /// <exception cref="ArgumentException">The network has no LoRA, or one of another rank or scale.</exception>
    /// <exception cref="InvalidDataException">A tensor is missing, unknown, or of another shape; the message names file and tensor.</exception>
    public void LoadInto(DecisionTransformer network)
    {
        LoraConfig own = RequireLora(network);
        if ((own.Rank != Lora.Rank && 3 * own.Rank != Lora.Rank) || Math.Abs(own.Alpha / own.Rank - Lora.Alpha / Lora.Rank) > 1e-9)
            throw new ArgumentException($"The network's LoRA has rank {own.Rank} and alpha {own.Alpha}; {_weights.FilePath} needs rank {Lora.Rank} and alpha {Lora.Alpha}.", nameof(network));
        Gpt2Config config = network.Config.Transformer;
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, string> pending = NamesInFile();
        Dictionary<string, Parameter> parameters = network.Transformer.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        var values = new List<(Parameter Parameter, Tensor Value)>();
        for (int layer = 0; layer < config.Layers; layer++)
        {
            string name = Name(layer);
            Tensor a = Take(pending, name + "lora_A.weight", Lora.Rank, config.Width);
            Tensor b = Take(pending, name + "lora_B.weight", 3 * config.Width, Lora.Rank);
            values.Add((parameters[name + "lora_A"], own.Rank == Lora.Rank ? cat([a, a, a], 0) : a));
            values.Add((parameters[name + "lora_B"], own.Rank == Lora.Rank ? b : DiagonalBlocks(b, name + "lora_B.weight")));
            foreach (string bias in (string[])[name + "bias", name + "base_layer.bias"])
                if (pending.ContainsKey(bias))
                    values.Add((parameters[name + "bias"], Take(pending, bias, 3 * config.Width)));
        }
        if (pending.Count > 0)
            throw TensorInfo.Fault(_weights.FilePath, pending.Values.First(), $"is no factor of c_attn in {config.Layers} layers");
        foreach ((Parameter parameter, Tensor value) in values)
            parameter.copy_(value);
    }

    /// <summary>
    /// Writes a network's LoRA as an adapter of three times its rank, each file whole or not at all. The biases of the adapted layers, which LaMo trains too, are in
    /// it; whatever else was trained in the transformer is not (see <see cref="Gpt2Checkpoint.Save(string, DecisionTransformer, ScalarType)"/>).
    /// </summary>
    /// <param name="folder">The folder; made if it does not exist.</param>
    /// <param name="network">A network with LoRA.</param>
    /// <param name="baseModel">The pretrained model that the adapter belongs to, a folder or a name; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">The network has no LoRA.</exception>
    public static void Save(string folder, DecisionTransformer network, string? baseModel = null)
    {
        LoraConfig lora = RequireLora(network);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Parameter> parameters = network.Transformer.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        var weights = new Dictionary<string, Tensor>();
        for (int layer = 0; layer < network.Config.Transformer.Layers; layer++)
        {
            string name = Name(layer), inFile = Prefix + LanguageModelPrefix + name;
            weights[inFile + "lora_A.weight"] = parameters[name + "lora_A"];
            weights[inFile + "lora_B.weight"] = BlockDiagonal(parameters[name + "lora_B"], lora.Rank);
            weights[inFile + "base_layer.bias"] = parameters[name + "bias"];
        }
        var config = new JsonObject
        {
            ["peft_type"] = "LORA",
            ["task_type"] = "CAUSAL_LM",
            ["base_model_name_or_path"] = baseModel,
            ["r"] = 3 * lora.Rank,
            ["lora_alpha"] = 3 * lora.Alpha,
            ["lora_dropout"] = lora.Dropout,
            ["target_modules"] = new JsonArray("c_attn"),
            ["fan_in_fan_out"] = true,
            ["bias"] = "lora_only",
            ["inference_mode"] = true,
        };
        Directory.CreateDirectory(folder);
        Safetensors.WriteFile(Path.Combine(folder, WeightsName), weights);
        AtomicFile.Write(Path.Combine(folder, ConfigName), stream => JsonSerializer.Serialize(stream, config, _indented));
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _weights.Dispose();

    private static LoraConfig ReadConfig(string path)
    {
        JsonFile json = JsonFile.Read(path);
        if (json.Text("peft_type", "") != "LORA")
            throw json.Fault("peft_type", "must be \"LORA\"");
        if (json.TextList("target_modules") is not ["c_attn" or "attn.c_attn"])
            throw json.Fault("target_modules", "must be [\"c_attn\"]");
        if (json.Text("bias", "none") is not ("none" or "lora_only"))
            throw json.Fault("bias", "must be \"none\" or \"lora_only\"");
        foreach (string key in (string[])["use_dora", "lora_bias", "rank_pattern", "alpha_pattern", "layers_to_transform", "layer_replication", "modules_to_save", "exclude_modules", "trainable_token_indices"])
            if (!json.IsOff(key))
                throw json.Fault(key, "must be off");
        int rank = json.Count("r");
        double alpha = json.Number("lora_alpha", 8, value => value > 0, "above 0");
        return new LoraConfig
        {
            Rank = rank,
            // The rank-stabilised variant divides by the root of the rank (arXiv 2312.03732).
            Alpha = json.Flag("use_rslora", false) ? alpha * Math.Sqrt(rank) : alpha,
            Dropout = json.Number("lora_dropout", 0, value => value is >= 0 and < 1, "in [0, 1)"),
        };
    }

    private static LoraConfig RequireLora(DecisionTransformer network) =>
        network.Config.Adaptation.Lora ?? throw new ArgumentException("The network has no LoRA.", nameof(network));

    private static string Name(int layer) => $"h.{layer}.attn.c_attn.";

    /// <summary>The names in the file by the transformer's own names.</summary>
    private Dictionary<string, string> NamesInFile()
    {
        var names = new Dictionary<string, string>();
        foreach (string inFile in _weights.Tensors.Keys)
        {
            string name = inFile.StartsWith(Prefix, StringComparison.Ordinal) ? inFile[Prefix.Length..] : inFile;
            name = name.StartsWith(LanguageModelPrefix, StringComparison.Ordinal) ? name[LanguageModelPrefix.Length..] : name;
            if (!names.TryAdd(name, inFile))
                throw TensorInfo.Fault(_weights.FilePath, inFile, "is there twice, with and without a prefix");
        }
        return names;
    }

    private Tensor Take(Dictionary<string, string> pending, string name, params long[] shape)
    {
        if (!pending.Remove(name, out string? inFile))
            throw TensorInfo.Fault(_weights.FilePath, Prefix + LanguageModelPrefix + name, "is missing");
        _weights.Tensors[inFile].Check(_weights.FilePath, inFile, shape);
        Tensor value = empty(shape);
        _weights.Read(inFile, value);
        return value;
    }

    /// <summary><c>[3 d, r]</c>, three blocks on top of each other, as <c>[3 d, 3 r]</c> with the blocks on the diagonal and zeros elsewhere.</summary>
    private static Tensor BlockDiagonal(Tensor b, int rank)
    {
        long width = b.shape[0] / 3;
        Tensor blocks = zeros(3, width, 3, rank);
        for (int third = 0; third < 3; third++)
            blocks.select(0, third).select(1, third).copy_(b.narrow(0, third * width, width));
        return blocks.view(3 * width, 3 * rank);
    }

    /// <summary>The reverse of <see cref="BlockDiagonal"/>.</summary>
    private Tensor DiagonalBlocks(Tensor b, string name)
    {
        int rank = (int)b.shape[1] / 3;
        Tensor blocks = b.view(3, b.shape[0] / 3, 3, rank);
        Tensor diagonal = cat([.. Enumerable.Range(0, 3).Select(third => blocks.select(0, third).select(1, third))], 0);
        if (!BlockDiagonal(diagonal, rank).Equals(b))
            throw TensorInfo.Fault(_weights.FilePath, name, $"is not block-diagonal, so that the adapter needs a network of rank {Lora.Rank}");
        return diagonal;
    }
}
