using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using TorchSharp.Modules;

namespace LaMo.Core.Checkpoints;

/// <summary>
/// State dicts that LaMo's published code saves (<c>torch.save(model.state_dict(), …)</c>): loralib's merged factors, the language model around the transformer,
/// and heads for states and returns that are never used.
/// </summary>
public static class ReleasedCheckpoint
{
    private const string ModelPrefix = "transformer_model.";

    /// <summary>Reads all weights of a network.</summary>
    /// <param name="path">The file; safetensors under the same names are read as well.</param>
    /// <param name="network">A network of the shape that was saved. Token embedding and position table are passed over where it lacks them.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or is no such state dict, or a tensor is missing, unknown, or of another shape; the message names file and tensor. Nothing is read then.</exception>
    public static void LoadInto(string path, DecisionTransformer network)
    {
        using TensorFile file = TensorFile.Open(path);
        Dictionary<string, Parameter> parameters = network.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        var sources = new Dictionary<string, string>();
        foreach (string inFile in file.Tensors.Keys)
        {
            string name = inFile.StartsWith(ModelPrefix, StringComparison.Ordinal) ? inFile[ModelPrefix.Length..] : inFile;
            if (parameters.TryGetValue(name, out Parameter? parameter))
            {
                file.Tensors[inFile].Check(path, inFile, parameter.shape);
                if (!sources.TryAdd(name, inFile))
                    throw TensorInfo.Fault(path, inFile, $"is there twice, with and without '{ModelPrefix}'");
            }
            else if (!IsPassedOver(name, network.Config))
                throw TensorInfo.Fault(path, inFile, "is not part of the network");
        }
        if (parameters.Keys.FirstOrDefault(name => !sources.ContainsKey(name)) is string missing)
            throw TensorInfo.Fault(path, missing.StartsWith("transformer.", StringComparison.Ordinal) ? ModelPrefix + missing : missing, "is missing");
        foreach ((string name, string inFile) in sources)
            file.Read(inFile, parameters[name]);
    }

    private static bool IsPassedOver(string name, DecisionTransformerConfig config) =>
        name is "lm_head.weight" or "transformer.wte.weight" or "transformer.wpe.weight"
        || name.StartsWith("predict_state.", StringComparison.Ordinal) || name.StartsWith("predict_return.", StringComparison.Ordinal)
        || (name == "embed_timestep.weight" && config.ExtendPositions) // the position table under another name
        || Gpt2Names.IsMask(name);
}
