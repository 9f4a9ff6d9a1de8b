using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public class UInt32DataFrameColumn : PrimitiveDataFrameColumn<uint>
{
    public UInt32DataFrameColumn(string name, IEnumerable<uint?> values)
        : base(name, values)
    {
    }

    public UInt32DataFrameColumn(string name, IEnumerable<uint> values)
        : base(name, values)
    {
    }

    public UInt32DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal UInt32DataFrameColumn(string name, ColumnStore<uint> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<uint> CreateNewColumn(string name, long length = 0) => new UInt32DataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<uint> WithStore(ColumnStore<uint> store) => new UInt32DataFrameColumn(Name, store);
}
