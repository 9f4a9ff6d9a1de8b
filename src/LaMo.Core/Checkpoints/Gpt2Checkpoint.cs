using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Checkpoints;

/// <summary>
/// A pretrained GPT-2 in a folder of Hugging Face's layout: <c>config.json</c> with <c>model.safetensors</c>, single or sharded with an index, or with
/// <c>pytorch_model.bin</c>; float32, float16 or bfloat16; with or without the language-model head's <c>transformer.</c> before the names.
/// </summary>
public sealed class Gpt2Checkpoint : IDisposable
{
    private const string WeightsName = "model.safetensors";
    private const string Prefix = "transformer.";

    private static readonly string[] _weightsNames = [WeightsName, WeightsName + ".index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"];

    private readonly TensorFile _weights;
    private readonly Dictionary<string, string> _nameInFile;

    private Gpt2Checkpoint(Gpt2Config config, TensorFile weights)
    {
        Config = config;
        _weights = weights;
        _nameInFile = FindParameters(weights);
        foreach ((string name, long[] shape) in Layout(config))
        {
            if (!_nameInFile.TryGetValue(name, out string? inFile))
                throw TensorInfo.Fault(weights.FilePath, name, "is missing");
            weights.Tensors[inFile].Check(weights.FilePath, inFile, shape);
        }
        int expected = Layout(config).Count();
        if (_nameInFile.Count > expected)
            throw TensorInfo.Fault(weights.FilePath, _nameInFile.Keys.Except(Layout(config).Select(parameter => parameter.Name)).First(), "is not part of the model that config.json describes");
    }

    /// <summary>The shape of the network.</summary>
    public Gpt2Config Config { get; }

    /// <summary>Opens a folder and checks that its weights are all there, in the shapes that its config.json asks for. Values are read by <c>LoadInto</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It has no config.json or no weights.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or describes another network than GPT-2; the message names the file and the key.</exception>
    public static Gpt2Checkpoint Open(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The folder {folder} with a pretrained GPT-2 does not exist.");
        Gpt2Config config = Gpt2ConfigFile.Read(Path.Combine(folder, Gpt2ConfigFile.Name));
        string path = _weightsNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"The folder {folder} holds none of {string.Join(", ", _weightsNames)}.");
        TensorFile weights = TensorFile.Open(path);
        try
        {
            return new Gpt2Checkpoint(config, weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>The names and shapes of GPT-2's parameters, as Hugging Face has them; the language head is the token embedding again.</summary>
    /// <param name="config">The shape of the network.</param>
    public static IEnumerable<(string Name, long[] Shape)> Layout(Gpt2Config config)
    {
        long width = config.Width;
        if (config.VocabularySize > 0)
            yield return ("wte.weight", [config.VocabularySize, width]);
        if (config.Positions > 0)
            yield return ("wpe.weight", [config.Positions, width]);
        for (int layer = 0; layer < config.Layers; layer++)
            foreach ((string name, long[] shape) in ((string, long[])[])
            [
                ("ln_1.weight", [width]), ("ln_1.bias", [width]),
                ("attn.c_attn.weight", [width, 3 * width]), ("attn.c_attn.bias", [3 * width]), ("attn.c_proj.weight", [width, width]), ("attn.c_proj.bias", [width]),
                ("ln_2.weight", [width]), ("ln_2.bias", [width]),
                ("mlp.c_fc.weight", [width, 4 * width]), ("mlp.c_fc.bias", [4 * width]), ("mlp.c_proj.weight", [4 * width, width]), ("mlp.c_proj.bias", [width]),
            ])
                yield return ($"h.{layer}.{name}", shape);
        yield return ("ln_f.weight", [width]);
        yield return ("ln_f.bias", [width]);
    }

    /// <summary>Reads the weights into a network's transformer. LoRA's factors and what is outside the transformer stay as they are.</summary>
    /// <param name="network">A network of the same width, layers, heads and activation. A token embedding or position table that it lacks is passed over; a position table that it has longer is filled by repetition.</param>
    /// <exception cref="ArgumentException">The network's transformer has another shape.</exception>
    /// <exception cref="InvalidDataException">A file ends within the values; the message names it and the tensor.</exception>
    public void LoadInto(DecisionTransformer network) => LoadInto(network.Transformer);

    /// <summary>Reads the token embedding alone, <c>[token, d]</c>.</summary>
    /// <exception cref="InvalidDataException">A file ends within the values.</exception>
    internal Tensor ReadTokenEmbedding()
    {
        Tensor table = empty(Config.VocabularySize, Config.Width);
        _weights.Read(_nameInFile["wte.weight"], table);
        return table;
    }

    internal void LoadInto(Gpt2Model model)
    {
        Gpt2Config config = model.Config;
        if ((config.Width, config.Layers, config.Heads, config.Activation) != (Config.Width, Config.Layers, Config.Heads, Config.Activation)
            || (config.VocabularySize != 0 && config.VocabularySize != Config.VocabularySize) || (config.Positions != 0 && config.Positions < Config.Positions))
            throw new ArgumentException($"The network's transformer is {Describe(config)}; {_weights.FilePath} holds {Describe(Config)}.");
        foreach ((string name, Parameter parameter) in model.named_parameters())
            if (name == "wpe.weight" && config.Positions > Config.Positions)
                ReadRepeated(_nameInFile[name], parameter);
            else if (_nameInFile.TryGetValue(name, out string? inFile))
                _weights.Read(inFile, parameter);
    }

    /// <summary>
    /// Writes a network's transformer as such a folder, each file whole or not at all. LoRA's factors are not part of it: merge them first
    /// (<see cref="DecisionTransformer.MergeLora"/>) to write the adapted transformer, or write them apart as a PEFT adapter.
    /// </summary>
    /// <param name="folder">The folder; made if it does not exist.</param>
    /// <param name="network">The network; it must have a token embedding and a position table.</param>
    /// <param name="dataType">What the values are rounded to: Float32, Float16 or BFloat16. The default value is Float32.</param>
    /// <exception cref="ArgumentException">The network has no token embedding or no position table, or the type is none of the three.</exception>
    public static void Save(string folder, DecisionTransformer network, ScalarType dataType = ScalarType.Float32) => Save(folder, network.Transformer, dataType);

    internal static void Save(string folder, Gpt2Model model, ScalarType dataType = ScalarType.Float32)
    {
        if (model.Config.VocabularySize == 0 || model.Config.Positions == 0)
            throw new ArgumentException("The network has no token embedding or no position table; it cannot be saved as a GPT-2.");
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> weights = model.PretrainedState().ToDictionary(pair => Prefix + pair.Key, pair => pair.Value);
        Directory.CreateDirectory(folder);
        Safetensors.WriteFile(Path.Combine(folder, WeightsName), weights, dataType);
        Gpt2ConfigFile.Write(Path.Combine(folder, Gpt2ConfigFile.Name), model.Config, dataType.ToString().ToLowerInvariant());
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _weights.Dispose();

    /// <summary>The parameters' names in the file by their plain names, without what old versions wrote beside them.</summary>
    private static Dictionary<string, string> FindParameters(TensorFile weights)
    {
        var names = new Dictionary<string, string>();
        foreach ((string inFile, TensorInfo info) in weights.Tensors)
        {
            if (Gpt2Names.IsMask(inFile) || inFile == "lm_head.weight")
                continue;
            if (!names.TryAdd(inFile.StartsWith(Prefix, StringComparison.Ordinal) ? inFile[Prefix.Length..] : inFile, inFile))
                throw TensorInfo.Fault(weights.FilePath, inFile, "is there twice, with and without 'transformer.'");
        }
        // The head is the token embedding again; one of another shape could not be.
        if (weights.Tensors.TryGetValue("lm_head.weight", out TensorInfo? head) && names.TryGetValue("wte.weight", out string? embedding))
            head.Check(weights.FilePath, "lm_head.weight", [.. weights.Tensors[embedding].Shape]);
        return names;
    }

    /// <summary>Fills a longer position table as Wiki-RL does: the table once, and then its rows from the third on again and again.</summary>
    private void ReadRepeated(string inFile, Tensor destination)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor table = empty(Config.Positions, Config.Width);
        _weights.Read(inFile, table);
        long first = Math.Min(2, Config.Positions - 1);
        long[] rows = [.. Enumerable.Range(0, (int)destination.shape[0]).Select(row => row < Config.Positions ? row : first + (row - first) % (Config.Positions - first))];
        destination.copy_(table.index_select(0, tensor(rows)));
    }

    private static string Describe(Gpt2Config config) =>
        $"{config.Width} wide with {config.Layers} layers, {config.Heads} heads, {config.Activation}, {config.VocabularySize} tokens and {config.Positions} positions";
}
