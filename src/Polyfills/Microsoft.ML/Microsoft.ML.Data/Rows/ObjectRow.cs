using System;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters over the members of an object, which may be replaced between calls.</summary>
internal sealed class ObjectRow<TRow>
    where TRow : class
{
    private readonly Delegate[] _getters;

    /// <param name="columns">The columns of the object.</param>
    /// <param name="isActive">Whether a column's getter is wanted.</param>
    public ObjectRow(ColumnMember[] columns, Func<int, bool> isActive)
    {
        _getters = new Delegate[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            if (isActive(i))
                _getters[i] = TypeDispatch.Invoke(MakeGetter<int>, columns[i].MemberType, columns[i]);
        }
    }

    /// <summary>The object that the getters read.</summary>
    public TRow Current { get; set; }

    public bool IsActive(DataViewSchema.Column column)
    {
        Contracts.Check(column.Index < _getters.Length, $"Column index must be between 0 and {_getters.Length}");
        return _getters[column.Index] != null;
    }

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Contracts.CheckParam(column.Index < _getters.Length && _getters[column.Index] != null, nameof(column), "requested column not active");
        return ActiveColumns.Cast<TValue>(_getters[column.Index], column);
    }

    private Delegate MakeGetter<TMember>(ColumnMember column)
    {
        Func<TRow, TMember> read = column.CompileGetter<TRow, TMember>();
        return column.Type is KeyDataViewType key
            ? MakeKeyGetter(read, key.Count)
            : MemberValue.MakeGetter(typeof(TMember), (Func<TMember>)(() => read(Current)));
    }

    /// <summary>A member counts its keys from 0; what is beyond the key's range is missing.</summary>
    private ValueGetter<TMember> MakeKeyGetter<TMember>(Func<TRow, TMember> read, ulong count)
    {
        // The real library refuses 16-bit keys in classes.
        Contracts.Check(typeof(TMember) != typeof(ushort));
        return (ref TMember value) =>
        {
            ulong key = Convert.ToUInt64(read(Current));
            value = (TMember)Convert.ChangeType(key < count ? key + 1 : 0, typeof(TMember));
        };
    }
}

/// <summary>A row over one object after another, for predictions of single objects.</summary>
internal sealed class InputRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly ObjectRow<TRow> _row;
    private long _position = -1;

    public InputRow(SchemaDefinition definition)
    {
        ColumnMember[] columns = ColumnMember.Create(typeof(TRow), definition, SchemaDefinition.Direction.Read);
        Schema = ColumnMember.SchemaOf(columns);
        _row = new ObjectRow<TRow>(columns, _ => true);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    /// <summary>Moves to the next row, which is this object.</summary>
    public void SetObject(TRow row)
    {
        _row.Current = Contracts.CheckValue(row, nameof(row));
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);
}
