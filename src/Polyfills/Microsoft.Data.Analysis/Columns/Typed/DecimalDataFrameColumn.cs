using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public class DecimalDataFrameColumn : PrimitiveDataFrameColumn<decimal>
{
    public DecimalDataFrameColumn(string name, IEnumerable<decimal?> values)
        : base(name, values)
    {
    }

    public DecimalDataFrameColumn(string name, IEnumerable<decimal> values)
        : base(name, values)
    {
    }

    public DecimalDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal DecimalDataFrameColumn(string name, ColumnStore<decimal> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<decimal> CreateNewColumn(string name, long length = 0) => new DecimalDataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<decimal> WithStore(ColumnStore<decimal> store) => new DecimalDataFrameColumn(Name, store);
}
