using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.Cli.Score;

/// <summary>Writes the columns of a data view as CSV or JSON Lines, in the form of data-schemas/trajectory-step.schema.json: vectors as repeated columns or arrays, keys counted from 0.</summary>
internal static class ScoredText
{
    /// <summary>The extensions of scored datasets.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".idv", ".csv", ".jsonl"];

    public static bool IsText(string path) => !path.EndsWith(Extensions[0], StringComparison.OrdinalIgnoreCase);

    public static void Write(IDataView data, Stream stream, bool isJson)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        DataViewSchema.Column[] columns = [.. data.Schema.Where(column => !column.IsHidden)];
        using DataViewRowCursor rows = data.GetRowCursor(columns);
        (string Name, bool IsVector, Func<IEnumerable<string>> Read)[] fields = [.. columns.Select(column => (column.Name, column.Type is VectorDataViewType, Reader(rows, column, isJson)))];
        if (!isJson)
            writer.WriteLine(string.Join(',', columns.SelectMany(Names)));
        while (rows.MoveNext())
            writer.WriteLine(isJson
                ? $"{{{string.Join(',', fields.Select(field => $"\"{JsonEncodedText.Encode(field.Name)}\":{(field.IsVector ? $"[{string.Join(',', field.Read())}]" : field.Read().Single())}"))}}}"
                : string.Join(',', fields.SelectMany(field => field.Read())));
    }

    private static IEnumerable<string> Names(DataViewSchema.Column column) => column.Type is VectorDataViewType vector
        ? Enumerable.Range(0, vector.Size).Select(slot => string.Create(CultureInfo.InvariantCulture, $"{column.Name}.{slot}"))
        : [column.Name];

    private static Func<IEnumerable<string>> Reader(DataViewRow row, DataViewSchema.Column column, bool isJson) => column.Type switch
    {
        VectorDataViewType { IsKnownSize: true, ItemType: var item } when item == NumberDataViewType.Single => Vector<float>(row, column, value => Number(value, isJson, column)),
        VectorDataViewType { IsKnownSize: true, ItemType: var item } when item == NumberDataViewType.Byte => Vector<byte>(row, column, value => value.ToString(CultureInfo.InvariantCulture)),
        KeyDataViewType when column.Type.RawType == typeof(uint) => Scalar<uint>(row, column, value => value == 0 ? isJson ? "null" : "" : (value - 1).ToString(CultureInfo.InvariantCulture)),
        KeyDataViewType when column.Type.RawType == typeof(ulong) => Scalar<ulong>(row, column, value => value == 0 ? isJson ? "null" : "" : (value - 1).ToString(CultureInfo.InvariantCulture)),
        var type when type == NumberDataViewType.Single => Scalar<float>(row, column, value => Number(value, isJson, column)),
        var type when type == NumberDataViewType.Int32 => Scalar<int>(row, column, value => value.ToString(CultureInfo.InvariantCulture)),
        var type when type == NumberDataViewType.Int64 => Scalar<long>(row, column, value => value.ToString(CultureInfo.InvariantCulture)),
        BooleanDataViewType => Scalar<bool>(row, column, value => value ? "true" : "false"),
        TextDataViewType => Scalar<ReadOnlyMemory<char>>(row, column, value => Text(value.ToString(), isJson)),
        _ => throw new InvalidDataException($"Column '{column.Name}' is a {column.Type}, which has no place in text; write .idv instead."),
    };

    private static Func<IEnumerable<string>> Scalar<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            get(ref value);
            return [text(value)];
        };
    }

    private static Func<IEnumerable<string>> Vector<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            get(ref value);
            return value.DenseValues().Select(text);
        };
    }

    private static string Number(float value, bool isJson, DataViewSchema.Column column) => isJson && !float.IsFinite(value)
        ? throw new InvalidDataException($"Column '{column.Name}' holds NaN or infinity, which JSON cannot; write .csv or .idv instead.")
        : value.ToString(CultureInfo.InvariantCulture);

    private static string Text(string value, bool isJson) => isJson
        ? $"\"{JsonEncodedText.Encode(value)}\""
        : value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"")}\"";
}
