using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public class UInt16DataFrameColumn : PrimitiveDataFrameColumn<ushort>
{
    public UInt16DataFrameColumn(string name, IEnumerable<ushort?> values)
        : base(name, values)
    {
    }

    public UInt16DataFrameColumn(string name, IEnumerable<ushort> values)
        : base(name, values)
    {
    }

    public UInt16DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal UInt16DataFrameColumn(string name, ColumnStore<ushort> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<ushort> CreateNewColumn(string name, long length = 0) => new UInt16DataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<ushort> WithStore(ColumnStore<ushort> store) => new UInt16DataFrameColumn(Name, store);
}
