using System.Globalization;

namespace LaMo.Core.Data.Text;

/// <summary>A column of a CSV file.</summary>
/// <param name="Position">Its place in a line, from 0.</param>
/// <param name="Name">Its name in the header.</param>
/// <param name="Target">The column of the dataset that it belongs to.</param>
/// <param name="Slot">Its place in the vector, where the vector has a column for each value.</param>
internal sealed record CsvColumn(int Position, string Name, string Target, int? Slot);

/// <summary>The header of a CSV file of steps.</summary>
internal sealed class CsvHeader
{
    private static readonly string[] Required = ["EpisodeId", "Timestep", "State", "Action", "Reward"];
    private static readonly string[] Known = [.. Required, "Terminal", "Timeout"];

    private CsvHeader(IReadOnlyList<CsvColumn> columns)
    {
        Columns = columns;
        InOrder = [.. columns.OrderBy(column => column.Slot)];
    }

    /// <summary>The columns as they stand in the file.</summary>
    public IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>The columns, those of a vector in the order of their slots.</summary>
    public IReadOnlyList<CsvColumn> InOrder { get; }

    /// <exception cref="InvalidDataException">A column is missing, unknown or there twice; the message names it.</exception>
    public static CsvHeader Parse(string line, string path)
    {
        var names = new List<string>();
        if (!CsvLine.TrySplit(line, names))
            throw new InvalidDataException($"{path}, line 1: a quote is not closed, or text follows the closing one.");
        var header = new CsvHeader([.. names.Select((name, position) => Parse(name.Trim(), position, path))]);
        foreach (string target in Required)
            if (header.Columns.All(column => column.Target != target))
                throw new InvalidDataException($"{path}, line 1: there is no column '{target}'{(target is "State" or "Action" ? $", nor '{target}.0'" : "")}.");
        foreach (IGrouping<string, CsvColumn> vector in header.InOrder.GroupBy(column => column.Target))
        {
            bool inOrder = vector.Count() == 1 && vector.Single().Slot is null or 0 || vector.Select(column => column.Slot).SequenceEqual(Enumerable.Range(0, vector.Count()).Cast<int?>());
            if (!inOrder)
                throw new InvalidDataException($"{path}, line 1: the columns of '{vector.Key}' must be '{vector.Key}' alone, or '{vector.Key}.0', '{vector.Key}.1', … without a gap.");
        }
        return header;
    }

    private static CsvColumn Parse(string name, int position, string path)
    {
        int dot = name.LastIndexOf('.');
        string target = dot < 0 ? name : name[..dot];
        int slot = 0;
        bool isKnown = Known.Contains(target)
            && (dot < 0 || (target is "State" or "Action" && int.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out slot)));
        return isKnown
            ? new CsvColumn(position, name, target, dot < 0 ? null : slot)
            : throw new InvalidDataException($"{path}, line 1, column '{(name.Length <= 40 ? name : name[..40] + "…")}': unknown; the columns are {string.Join(", ", Known)}.");
    }
}
