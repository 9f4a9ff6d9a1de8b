using LaMo.MLNet.Internals;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ReturnsToGoTransformer), typeof(ReturnsToGoModel), null, typeof(SignatureLoadModel), "Returns-to-go", ReturnsToGoModel.LoaderSignature)]

namespace LaMo.MLNet.Internals;

/// <summary>How a <see cref="ReturnsToGoTransformer"/> is saved in a model file: its options as JSON.</summary>
internal static class ReturnsToGoModel
{
    public const string LoaderSignature = "LaMoReturnsToGo";

    private static readonly VersionInfo _version = new(
        modelSignature: "LAMO RTG",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(ReturnsToGoModel).Assembly.GetName().Name!,
        loaderSignature: LoaderSignature);

    public static void Save(ReturnsToGoTransformer transformer, ModelSaveContext context)
    {
        context.CheckAtModel();
        context.SetVersionInfo(_version);
        ConfigStream.Save(context, transformer.Options);
    }

    /// <summary>Called by <c>mlContext.Model.Load</c>.</summary>
    public static ReturnsToGoTransformer Create(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckAtModel(_version);
        return new ReturnsToGoTransformer(ConfigStream.Load<ReturnsToGoOptions>(context));
    }
}
