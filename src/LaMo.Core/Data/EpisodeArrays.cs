namespace LaMo.Core.Data;

/// <summary>Collects a column that a file keeps in an array, or several side by side, for each episode.</summary>
/// <param name="file">The file.</param>
/// <param name="names">The arrays' names, with <c>{0}</c> in the place of the episode's.</param>
internal sealed class EpisodeArrays(ArrayFile file, IReadOnlyList<string> names)
{
    private readonly List<RowRange>[] _ranges = [.. names.Select(_ => new List<RowRange>())];

    /// <summary>Adds an episode.</summary>
    /// <param name="episode">Its name.</param>
    /// <param name="rows">The steps.</param>
    /// <param name="mayHaveOneMore">Whether a row after the last step's, the observation that the episode ended with, is left out.</param>
    public void Add(string episode, long rows, bool mayHaveOneMore = false)
    {
        for (int i = 0; i < _ranges.Length; i++)
            Add(i, names[i].Replace("{0}", episode), rows, mayHaveOneMore);
    }

    public ArrayColumn ToColumn() => new([.. _ranges.Select(ranges => new ArrayField(ranges.Count == 0 ? 0 : ranges[0].Array.RowSize, ranges))]);

    private void Add(int field, string name, long rows, bool mayHaveOneMore)
    {
        FileArray array = file.Get(name);
        List<RowRange> ranges = _ranges[field];
        if (array.Rows != rows && !(mayHaveOneMore && array.Rows == rows + 1))
            throw file.Fault(name, $"has {array.Rows} rows in an episode of {rows} steps");
        if (ranges.Count > 0 && (!ranges[0].Array.Shape.Skip(1).SequenceEqual(array.Shape.Skip(1)) || ranges[0].Array.Kind != array.Kind))
            throw file.Fault(name, $"has the shape [{string.Join(", ", array.Shape)}], unlike {ranges[0].Array}");
        ranges.Add(new RowRange(array, 0, rows));
    }
}
