using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A run of fields, from Min up to but not including End.</summary>
internal readonly record struct TextSegment(int Min, int End, bool ForceVector)
{
    public bool IsVariable => End == TextLayout.FieldLimit;
}

/// <summary>A column and the fields that its values are read from.</summary>
internal sealed class TextColumn
{
    public TextColumn(string name, PrimitiveDataViewType itemType, TextSegment[] segments)
    {
        TextSegment[] ordered = segments.OrderBy(segment => segment.Min).ToArray();
        for (int i = 1; i < ordered.Length; i++)
            Contracts.CheckParam(ordered[i - 1].End <= ordered[i].Min, "Source", $"Intervals specified for column '{name}' overlap");
        Name = name;
        Segments = segments;
        FixedSize = segments.Where(segment => !segment.IsVariable).Sum(segment => segment.End - segment.Min);
        bool isVariable = segments.Any(segment => segment.IsVariable);
        Type = isVariable ? new VectorDataViewType(itemType)
            : FixedSize > 1 || segments[0].ForceVector ? new VectorDataViewType(itemType, FixedSize)
            : itemType;
    }

    public string Name { get; }

    public DataViewType Type { get; }

    public TextSegment[] Segments { get; }

    /// <summary>The number of values, without those of a segment that ends with its line.</summary>
    public int FixedSize { get; }

    /// <summary>The columns that the options ask for.</summary>
    /// <param name="columns">The options' columns.</param>
    /// <param name="inputSize">Tells the number of fields in a line; asked only if a column ends with the line.</param>
    public static TextColumn[] Resolve(TextLoader.Column[] columns, Func<int> inputSize)
    {
        foreach (TextLoader.Column column in columns)
            Contracts.CheckParam(column.Source is { Length: > 0 }, "Source", "Must specify some source column indices");
        int size = columns.Any(column => column.Source.Any(range => range.AutoEnd && range.Max == null)) ? inputSize() : 0;
        var segments = new List<TextSegment>[columns.Length];
        (int Column, int Segment) other = (-1, -1);
        for (int i = 0; i < columns.Length; i++)
        {
            Contracts.CheckNonWhiteSpace(columns[i].Name, "Name");
            segments[i] = [];
            foreach (TextLoader.Range range in columns[i].Source)
            {
                if (range.AllOther)
                {
                    Contracts.CheckParam(other.Column < 0, nameof(range.AllOther), "At most one all other range can be specified");
                    other = (i, segments[i].Count);
                }
                segments[i].Add(SegmentOf(range, size));
            }
        }
        if (other.Column >= 0)
            ReplaceByRest(segments, other.Column, other.Segment);
        return columns.Select((column, i) => new TextColumn(column.Name.Trim(), ItemTypeOf(column), segments[i].ToArray())).ToArray();
    }

    private static PrimitiveDataViewType ItemTypeOf(TextLoader.Column column)
    {
        PrimitiveDataViewType type = ColumnTypes.PrimitiveTypeFromKind(column.DataKind == default ? DataKind.Single : column.DataKind);
        if (column.KeyCount == null)
            return type;
        Contracts.CheckParam(KeyDataViewType.IsValidDataType(type.RawType), nameof(column.DataKind), "Bad item type for Key");
        return new KeyDataViewType(type.RawType, column.KeyCount.Count ?? Convert.ToUInt64(type.RawType.GetField("MaxValue").GetValue(null)));
    }

    private static TextSegment SegmentOf(TextLoader.Range range, int inputSize)
    {
        Contracts.CheckParam(0 <= range.Min && range.Min < TextLayout.FieldLimit - 1, nameof(range.Min));
        if (range.Max is { } max)
        {
            Contracts.CheckParam(range.Min <= max && max < TextLayout.FieldLimit - 1, nameof(range.Max));
            return new TextSegment(range.Min, max + 1, range.ForceVector);
        }
        if (range.AutoEnd)
        {
            Contracts.CheckParam(range.Min < inputSize, nameof(range.Min),
                $"Column #{range.Min} not found in the dataset (it only has {inputSize} columns)");
            return new TextSegment(range.Min, inputSize, ForceVector: true);
        }
        return range.VariableEnd
            ? new TextSegment(range.Min, TextLayout.FieldLimit, ForceVector: true)
            : new TextSegment(range.Min, range.Min + 1, range.ForceVector);
    }

    /// <summary>Puts in a segment's place those of its fields that no other segment has.</summary>
    private static void ReplaceByRest(List<TextSegment>[] segments, int column, int index)
    {
        TextSegment whole = segments[column][index];
        segments[column].RemoveAt(index);
        int min = whole.Min;
        int position = index;
        foreach (TextSegment taken in segments.SelectMany(list => list).OrderBy(segment => segment.Min).ToArray())
        {
            if (min < taken.Min && min < whole.End)
                segments[column].Insert(position++, new TextSegment(min, Math.Min(taken.Min, whole.End), ForceVector: true));
            min = Math.Max(min, taken.End);
        }
        if (min < whole.End)
            segments[column].Insert(position, new TextSegment(min, whole.End, ForceVector: true));
        Contracts.CheckParam(segments[column].Count > 0, nameof(TextLoader.Range.AllOther), "No index is selected as all other indexes.");
    }
}
