using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public partial class BooleanDataFrameColumn : PrimitiveDataFrameColumn<bool>
{
    public BooleanDataFrameColumn(string name, IEnumerable<bool?> values)
        : base(name, values)
    {
    }

    public BooleanDataFrameColumn(string name, IEnumerable<bool> values)
        : base(name, values)
    {
    }

    public BooleanDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal BooleanDataFrameColumn(string name, ColumnStore<bool> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<bool> CreateNewColumn(string name, long length = 0) => new BooleanDataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<bool> WithStore(ColumnStore<bool> store) => new BooleanDataFrameColumn(Name, store);
}
