using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private const int SampledLines = 100;

    private readonly TextLayout _layout;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;
    private readonly string _header;
    private readonly bool _wrapsErrors;

    internal TextLoader(Options options, IMultiStreamSource dataSample)
        : this(WithEmbeddedOptions(options ?? new Options(), dataSample ??= new MultiFileSource(null)), dataSample, HeaderSource(options))
    {
    }

    private TextLoader(Options options, IMultiStreamSource sample, IMultiStreamSource headerSource)
        : this(
            TextLayout.FromOptions(options),
            layout => TextColumn.Resolve(options.Columns, () => SampleInputSize(sample, layout)),
            layout => headerSource != null || layout.HasHeader ? FirstLine(headerSource ?? sample, layout) : null)
        => _wrapsErrors = options.UseThreads;

    private TextLoader(TextLayout layout, Func<TextLayout, TextColumn[]> columns, Func<TextLayout, string> header)
    {
        _layout = layout;
        _columns = columns(layout);
        _header = header(layout);
        _schema = MakeSchema();
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source) => new TextDataView(source, _layout, _columns, _schema, _wrapsErrors);

    /// <summary>The columns that the members of a class ask for.</summary>
    internal static Column[] ColumnsOf<TInput>()
    {
        MemberInfo[] members = ColumnMember.MembersOf(typeof(TInput), SchemaDefinition.Direction.Read).ToArray();
        Contracts.CheckParam(members.Length > 0, nameof(TInput), $"Should define at least one public, readable field or property in {nameof(TInput)}.");
        return Array.ConvertAll(members, ColumnOf);
    }

    private static Column ColumnOf(MemberInfo member)
    {
        string kind = member is FieldInfo ? "Field" : "Property";
        LoadColumnAttribute source = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw Contracts.Except($"{kind} '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
        Type type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        Contracts.Check(ColumnTypes.TryGetPrimitiveType(type.IsArray ? type.GetElementType() : type, out PrimitiveDataViewType itemType),
            $"{kind} {member.Name} is of unsupported type.");
        return new Column
        {
            Name = ColumnMember.ColumnNameOf(member),
            Source = source.Sources,
            KeyCount = member.GetCustomAttribute<KeyTypeAttribute>()?.KeyCount,
            DataKind = ColumnTypes.KindOf(itemType.RawType),
        };
    }

    private static IMultiStreamSource HeaderSource(Options options)
        => string.IsNullOrWhiteSpace(options?.HeaderFile) ? null : new MultiFileSource(options.HeaderFile);

    /// <summary>Options without columns get those that the file carries, or else a label and features.</summary>
    private static Options WithEmbeddedOptions(Options options, IMultiStreamSource sample)
    {
        if (options.Columns is { Length: > 0 })
            return options;
        return TextSettings.ReadOptions(TextLines.ReadEmbeddedSettings(HeaderSource(options) ?? sample), options)
            ?? TextSettings.Copy(options, columns:
            [
                new Column("Label", DataKind.Single, [new Range { Min = 0, Max = 0 }]),
                new Column("Features", DataKind.Single, [new Range(1, null)]),
            ]);
    }

    private static string FirstLine(IMultiStreamSource source, TextLayout layout)
        => TextLines.Read(source, layout, hasHeader: false, limit: 1).FirstOrDefault().Text;

    private static int SampleInputSize(IMultiStreamSource sample, TextLayout layout)
    {
        if (layout.InputSize > 0)
            return layout.InputSize;
        var fields = new TextFields(layout, TextLayout.FieldLimit);
        int[] sizes = TextLines.Read(sample, layout, hasHeader: false, SampledLines)
            .Select(line => fields.Scan(line.Text))
            .Where(size => size > 0)
            .ToArray();
        Contracts.CheckParam(sizes.Length > 0, "Source", "Can't determine the number of source columns without valid data");
        Contracts.CheckParam(sizes.Min() == sizes.Max(), "Source", "The size of input lines is not consistent");
        return Math.Min(sizes[0], TextLayout.FieldLimit - 1);
    }

    private DataViewSchema MakeSchema()
    {
        var fields = new TextFields(_layout, TextLayout.FieldLimit);
        if (!string.IsNullOrEmpty(_header))
            fields.Scan(_header);
        var builder = new DataViewSchema.Builder();
        foreach (TextColumn column in _columns)
            builder.AddColumn(column.Name, column.Type, SlotNamesFrom(fields, column));
        return builder.ToSchema();
    }

    /// <summary>The fields of the header that a vector's values come from are the names of its slots.</summary>
    private static DataViewSchema.Annotations SlotNamesFrom(TextFields header, TextColumn column)
    {
        if (!column.Type.IsKnownSizeVector())
            return null;
        var names = new List<(int Slot, ReadOnlyMemory<char> Name)>();
        int slot = 0;
        foreach (TextSegment segment in column.Segments)
        {
            for (int i = header.FirstFrom(segment.Min); i < header.Indices.Count && header.Indices[i] < segment.End; i++)
                names.Add((slot + header.Indices[i] - segment.Min, header.Texts[i].Trim()));
            slot += segment.End - segment.Min;
        }
        if (names.Count == 0)
            return null;
        var slotNames = new ReadOnlyMemory<char>[column.FixedSize];
        foreach ((int index, ReadOnlyMemory<char> name) in names)
            slotNames[index] = name;
        var buffer = new VBuffer<ReadOnlyMemory<char>>(slotNames.Length, slotNames);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, slotNames.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) => buffer.CopyTo(ref value));
        return builder.ToAnnotations();
    }
}
