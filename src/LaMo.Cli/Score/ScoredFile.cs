using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.Core.Serialization;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Score;

/// <summary>
/// A file of scored rows in the making. They are computed once, into a binary file beside it that what comes after reads; what is asked for is there when all is done.
/// </summary>
internal sealed class ScoredFile(MLContext ml, string path) : IDisposable
{
    private readonly string _temporary = path + ".scored.idv";

    public string Path => path;

    /// <summary>The scored rows.</summary>
    public IDataView Rows => ml.OfflineRL().LoadFromFile(_temporary);

    /// <summary>Computes the scored rows.</summary>
    /// <param name="data">The dataset, whose columns are kept as they are there, not as the pipeline changed them.</param>
    /// <param name="scored">The dataset scored.</param>
    /// <param name="progress">Told how it goes.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Write(IDataView data, IDataView scored, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        IEnumerable<DataViewSchema.Column> added = scored.Schema.Where(column => !column.IsHidden && data.Schema.GetColumnOrNull(column.Name) is null);
        var rows = new WatchedView(scored, data.Schema.Where(column => !column.IsHidden).SelectMany(column => Original(column, scored.Schema)).Concat(added), progress, cancellation);
        AtomicFile.Write(_temporary, stream => ml.Data.SaveAsBinary(rows, stream));
    }

    /// <summary>Makes the rows the file that was asked for.</summary>
    public void Keep()
    {
        if (ScoredText.IsText(path))
            AtomicFile.Write(path, stream => ScoredText.Write(Rows, stream, isJson: !path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)));
        else
            File.Move(_temporary, path, overwrite: true);
    }

    public void Dispose() => File.Delete(_temporary);

    /// <summary>A column of the dataset after scoring: the first of its name, for the pipeline adds its own behind; but actions in another form, such as keys for texts, are those that predictions are in.</summary>
    private static IEnumerable<DataViewSchema.Column> Original(DataViewSchema.Column column, DataViewSchema scored)
    {
        DataViewSchema.Column[] all = [.. scored.Where(candidate => candidate.Name == column.Name)];
        return all.Length == 0 ? [] : [all[0].Type.Equals(all[^1].Type) ? all[0] : all[^1]];
    }
}
