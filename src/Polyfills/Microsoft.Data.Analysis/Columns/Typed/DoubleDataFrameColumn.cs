using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public partial class DoubleDataFrameColumn : PrimitiveDataFrameColumn<double>
{
    public DoubleDataFrameColumn(string name, IEnumerable<double?> values)
        : base(name, values)
    {
    }

    public DoubleDataFrameColumn(string name, IEnumerable<double> values)
        : base(name, values)
    {
    }

    public DoubleDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal DoubleDataFrameColumn(string name, ColumnStore<double> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<double> CreateNewColumn(string name, long length = 0) => new DoubleDataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<double> WithStore(ColumnStore<double> store) => new DoubleDataFrameColumn(Name, store);
}
