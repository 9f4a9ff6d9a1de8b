using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Microsoft.Data.Analysis;

/// <summary>Reads a text twice: some lines to learn the columns, then all of it into them.</summary>
internal sealed class CsvLoader(Func<TextReader> open)
{
    public char Separator { get; init; }

    public bool HasHeader { get; init; }

    public string[] ColumnNames { get; init; }

    public Type[] DataTypes { get; init; }

    /// <summary>How many rows are read, all for -1.</summary>
    public long MaxRows { get; init; }

    /// <summary>How many lines are looked at for the types, the header counted as one.</summary>
    public int GuessRows { get; init; }

    public bool RenameDuplicatedColumns { get; init; }

    public Func<IEnumerable<string>, Type> GuessType { get; init; }

    private long MaxLines => MaxRows == -1 ? long.MaxValue : MaxRows + (HasHeader ? 1 : 0);

    public DataFrame Load(CultureInfo culture, bool addIndexColumn)
    {
        if (DataTypes is null && GuessRows <= 0)
            throw new ArgumentException("Expected either guessRows or dataTypes to be provided");
        DataFrame frame = new(CreateColumns());
        using TextReader text = open();
        CsvReader reader = new(text, Separator);
        for (long line = 0; reader.ReadFields() is { } fields && line < MaxLines; line++)
            if (!HasHeader || line > 0)
                frame.Append(fields, inPlace: true, culture ?? CultureInfo.CurrentCulture);
        if (addIndexColumn)
            frame.Columns.Insert(0, new Int64DataFrameColumn("IndexColumn", Enumerable.Range(0, (int)frame.Columns[0].Length).Select(row => (long)row)));
        return frame;
    }

    private List<DataFrameColumn> CreateColumns()
    {
        string[] names = ColumnNames;
        List<(long Number, string[] Fields)> samples = [];
        using TextReader text = open();
        CsvReader reader = new(text, Separator);
        long line = 0;
        while (reader.ReadFields() is { } fields)
        {
            if (line == 0 && RenameDuplicatedColumns)
                NumberDuplicates(fields);
            if (line < MaxLines)
            {
                if (HasHeader && line == 0)
                    names ??= fields;
                else if (samples.Count < GuessRows)
                    samples.Add((line, fields));
            }
            line++;
            if (line == GuessRows || GuessRows == 0)
                break;
        }
        if (line == 0)
            throw new FormatException("Empty file");

        int count = samples.Select(sample => sample.Fields.Length).Append(DataTypes?.Length ?? 0).Max();
        return Enumerable.Range(0, count).Select(i => ColumnKinds.Create(DataTypes is null ? GuessType(Values(i)) : DataTypes[i], NameOf(i))).ToList();

        IEnumerable<string> Values(int column) => samples.Select(sample => column < sample.Fields.Length
            ? sample.Fields[column]
            : throw new FormatException($"Line {sample.Number + 1} has less columns than expected"));

        string NameOf(int column) => names is not null && !string.IsNullOrEmpty(names[column]) ? names[column] : $"Column{column}";
    }

    /// <summary>Turns a, a, a into a, a.1, a.2.</summary>
    private static void NumberDuplicates(string[] names)
    {
        Dictionary<string, int> counts = [];
        for (int i = 0; i < names.Length; i++)
        {
            int count = counts.GetValueOrDefault(names[i]);
            counts[names[i]] = count + 1;
            if (count > 0)
                names[i] = $"{names[i]}.{count}";
        }
    }
}
