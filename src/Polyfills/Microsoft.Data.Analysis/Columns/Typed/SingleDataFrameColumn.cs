using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public partial class SingleDataFrameColumn : PrimitiveDataFrameColumn<float>
{
    public SingleDataFrameColumn(string name, IEnumerable<float?> values)
        : base(name, values)
    {
    }

    public SingleDataFrameColumn(string name, IEnumerable<float> values)
        : base(name, values)
    {
    }

    public SingleDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal SingleDataFrameColumn(string name, ColumnStore<float> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<float> CreateNewColumn(string name, long length = 0) => new SingleDataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<float> WithStore(ColumnStore<float> store) => new SingleDataFrameColumn(Name, store);
}
