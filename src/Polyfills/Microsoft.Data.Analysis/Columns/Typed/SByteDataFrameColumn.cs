using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public class SByteDataFrameColumn : PrimitiveDataFrameColumn<sbyte>
{
    public SByteDataFrameColumn(string name, IEnumerable<sbyte?> values)
        : base(name, values)
    {
    }

    public SByteDataFrameColumn(string name, IEnumerable<sbyte> values)
        : base(name, values)
    {
    }

    public SByteDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal SByteDataFrameColumn(string name, ColumnStore<sbyte> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<sbyte> CreateNewColumn(string name, long length = 0) => new SByteDataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<sbyte> WithStore(ColumnStore<sbyte> store) => new SByteDataFrameColumn(Name, store);
}
