using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The columns of a schema that are copied into the members of a user's class, checked to fit each other.</summary>
internal sealed class ObjectBinding<TRow>
    where TRow : class
{
    private readonly List<(ColumnMember Member, DataViewSchema.Column Column)> _columns = [];

    public ObjectBinding(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        foreach (ColumnMember member in ColumnMember.Create(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            if (schema.GetColumnOrNull(member.Name) is not { } column)
            {
                if (ignoreMissingColumns)
                    continue;
                throw Contracts.ExceptSchemaMismatch("Schema", "", member.Name);
            }
            (Type itemType, bool isVector) = MemberValue.Analyze(member.MemberType);
            Contracts.Check(isVector == column.Type is VectorDataViewType && itemType == column.Type.GetItemType().RawType,
                $"Can't bind the IDataView column '{member.Name}' of type '{column.Type}' to field or property '{member.MemberName}' of type '{member.MemberType.FullName}'.");
            _columns.Add((member, column));
        }
    }

    public IEnumerable<DataViewSchema.Column> Columns => _columns.Select(item => item.Column);

    /// <summary>An action that copies the row's current values into an object.</summary>
    public Action<TRow> MakeWriter(DataViewRow row)
    {
        Action<TRow>[] setters = _columns
            .Select(item => TypeDispatch.Invoke(MakeSetter<int>, item.Member.MemberType, row, item.Member, item.Column))
            .ToArray();
        return target =>
        {
            foreach (Action<TRow> setter in setters)
                setter(target);
        };
    }

    private static Action<TRow> MakeSetter<TMember>(DataViewRow row, ColumnMember member, DataViewSchema.Column column)
    {
        Action<TRow, TMember> write = member.CompileSetter<TRow, TMember>();
        if (write is Action<TRow, string> writeText)
        {
            ValueGetter<ReadOnlyMemory<char>> getText = row.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> text = default;
            return target =>
            {
                getText(ref text);
                writeText(target, text.ToString());
            };
        }
        if (column.Type is VectorDataViewType vector)
            return TypeDispatch.Invoke(MakeVectorSetter<int>, vector.ItemType.RawType, row, member, column);

        ValueGetter<TMember> getter = row.GetGetter<TMember>(column);
        TMember value = default;
        return target =>
        {
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> MakeVectorSetter<T>(DataViewRow row, ColumnMember member, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        if (member.MemberType == typeof(string[]))
            return MakeArraySetter(getter, member, item => item.ToString());
        if (member.MemberType.IsArray)
            return MakeArraySetter(getter, member, item => item);

        Func<TRow, VBuffer<T>> read = member.CompileGetter<TRow, VBuffer<T>>();
        Action<TRow, VBuffer<T>> write = member.CompileSetter<TRow, VBuffer<T>>();
        return target =>
        {
            VBuffer<T> value = read(target);
            getter(ref value);
            write(target, value);
        };
    }

    /// <summary>Reuses the array that the object already holds if its length fits.</summary>
    private static Action<TRow> MakeArraySetter<TItem, TElement>(ValueGetter<VBuffer<TItem>> getter, ColumnMember member, Func<TItem, TElement> convert)
    {
        Func<TRow, TElement[]> read = member.CompileGetter<TRow, TElement[]>();
        Action<TRow, TElement[]> write = member.CompileSetter<TRow, TElement[]>();
        VBuffer<TItem> value = default;
        return target =>
        {
            getter(ref value);
            TElement[] array = read(target);
            if ((array?.Length ?? 0) != value.Length)
                array = new TElement[value.Length];
            foreach (KeyValuePair<int, TItem> item in value.Items(all: true))
                array[item.Key] = convert(item.Value);
            write(target, array);
        };
    }
}
