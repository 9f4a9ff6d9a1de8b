using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.MLNet.Internals;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(SequenceTransformer), typeof(SequenceModel), null, typeof(SignatureLoadModel), "Sequence model", SequenceModel.LoaderSignature)]

namespace LaMo.MLNet.Internals;

/// <summary>How a <see cref="SequenceTransformer"/> is saved in a model file: its configuration as JSON, its weights as safetensors.</summary>
internal static class SequenceModel
{
    public const string LoaderSignature = "LaMoTransformer";

    private const string WeightsName = "Weights.safetensors";

    private static readonly VersionInfo _version = new(
        modelSignature: "LAMO NET",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(SequenceModel).Assembly.GetName().Name!,
        loaderSignature: LoaderSignature);

    public static void Save(SequenceTransformer transformer, ModelSaveContext context)
    {
        context.CheckAtModel();
        context.SetVersionInfo(_version);
        ConfigStream.Save(context, transformer.Config with { Network = transformer.Config.Network.ForScoring() });
        context.SaveBinaryStream(WeightsName, writer =>
        {
            writer.Flush();
            Safetensors.Write(writer.BaseStream, transformer.Predictor.Network.ScoringState());
        });
    }

    /// <summary>Called by <c>mlContext.Model.Load</c>; the model scores where the context says.</summary>
    public static SequenceTransformer Create(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckAtModel(_version);
        SequenceTransformerConfig config = ConfigStream.Load<SequenceTransformerConfig>(context);
        var network = new DecisionTransformer(config.Network, new DropoutGenerator(seed: 0));
        try
        {
            if (!context.TryLoadBinaryStream(WeightsName, reader => Safetensors.Read(reader.BaseStream, network.state_dict(), WeightsName)))
                throw new InvalidDataException($"The model file has no entry {WeightsName}.");
            network.eval();
            network.MoveTo(ContextDevice.Of(environment));
            return new SequenceTransformer(config, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
