using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.MLNet;
using LaMo.MLNet.Internals;
using Microsoft.ML;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(PolicyTransformer), typeof(PolicyModel), null, typeof(SignatureLoadModel), "Policy", PolicyModel.LoaderSignature)]

namespace LaMo.MLNet.Internals;

/// <summary>How a <see cref="PolicyTransformer"/> is saved in a model file: its configuration as JSON, its weights as safetensors.</summary>
internal static class PolicyModel
{
    public const string LoaderSignature = "LaMoPolicy";

    private const string WeightsName = "Weights.safetensors";

    private static readonly VersionInfo _version = new(
        modelSignature: "LAMO POL",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(PolicyModel).Assembly.GetName().Name!,
        loaderSignature: LoaderSignature);

    public static void Save(PolicyTransformer transformer, ModelSaveContext context)
    {
        context.CheckAtModel();
        context.SetVersionInfo(_version);
        ConfigStream.Save(context, transformer.Config);
        context.SaveBinaryStream(WeightsName, writer =>
        {
            writer.Flush();
            Safetensors.Write(writer.BaseStream, transformer.Network.state_dict());
        });
    }

    /// <summary>Called by <c>mlContext.Model.Load</c>.</summary>
    public static PolicyTransformer Create(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckAtModel(_version);
        PolicyTransformerConfig config = ConfigStream.Load<PolicyTransformerConfig>(context);
        var network = new PolicyNetwork(config.Network);
        try
        {
            if (!context.TryLoadBinaryStream(WeightsName, reader => Safetensors.Read(reader.BaseStream, network.state_dict(), WeightsName)))
                throw new InvalidDataException($"The model file has no entry {WeightsName}.");
            network.eval();
            return new PolicyTransformer(config, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
