using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Columns computed by a user's function, once per row however many of them are asked for.</summary>
internal sealed class CustomRowMapper<TSrc, TDst> : RowMapper
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly ObjectBinding<TSrc> _source;
    private readonly ColumnMember[] _added;
    private readonly DataViewSchema _addedSchema;
    private readonly Action<TSrc, TDst> _map;

    public CustomRowMapper(DataViewSchema inputSchema, ObjectBinding<TSrc> source, ColumnMember[] added, Action<TSrc, TDst> map)
        : base(inputSchema, Array.ConvertAll(added, member => new DataViewSchema.DetachedColumn(member.Name, member.Type, member.Annotations)))
    {
        _source = source;
        _added = added;
        _addedSchema = ColumnMember.SchemaOf(added);
        _map = map;
    }

    public override IEnumerable<int> GetSources(int output) => _source.Columns.Select(column => column.Index);

    public override Delegate[] MakeGetters(DataViewRow input, Func<int, bool> isWanted)
    {
        var getters = new Delegate[_added.Length];
        if (!Enumerable.Range(0, _added.Length).Any(isWanted))
            return getters;

        var source = new TSrc();
        var result = new ObjectRow<TDst>(_added, isWanted) { Current = new TDst() };
        Action<TSrc> read = _source.MakeWriter(input);
        long computed = -1;
        void Compute()
        {
            if (computed == input.Position)
                return;
            read(source);
            _map(source, result.Current);
            computed = input.Position;
        }
        for (int i = 0; i < getters.Length; i++)
        {
            if (isWanted(i))
                getters[i] = TypeDispatch.Invoke(MakeGetter<int>, _added[i].Type.RawType, result, _addedSchema[i], (Action)Compute);
        }
        return getters;
    }

    private static Delegate MakeGetter<T>(ObjectRow<TDst> result, DataViewSchema.Column column, Action compute)
    {
        ValueGetter<T> getter = result.GetGetter<T>(column);
        ValueGetter<T> computing = (ref T value) =>
        {
            compute();
            getter(ref value);
        };
        return computing;
    }
}
