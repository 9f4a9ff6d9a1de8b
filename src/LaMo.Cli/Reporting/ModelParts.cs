using LaMo.Reports;
using Microsoft.ML;

namespace LaMo.Cli.Reporting;

/// <summary>What a saved pipeline is like, as parts of a report.</summary>
internal static class ModelParts
{
    public static IEnumerable<ReportPart> Create(string path)
    {
        ITransformer model = SavedPipeline.Load(new MLContext(seed: 0), path, out DataViewSchema input);
        DataViewSchema scored = model.GetOutputSchema(input);
        (model as IDisposable)?.Dispose();
        yield return new ReportTable("Input", ["Column", "Type"], Rows(input));
        yield return new ReportTable("Added by the pipeline", ["Column", "Type"], Rows(scored.Skip(input.Count)));
    }

    private static List<IReadOnlyList<string>> Rows(IEnumerable<DataViewSchema.Column> columns) => [.. columns.Where(column => !column.IsHidden).Select(column => (IReadOnlyList<string>)[column.Name, $"{column.Type}"])];
}
