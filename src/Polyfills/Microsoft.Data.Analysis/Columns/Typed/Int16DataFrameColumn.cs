using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public class Int16DataFrameColumn : PrimitiveDataFrameColumn<short>
{
    public Int16DataFrameColumn(string name, IEnumerable<short?> values)
        : base(name, values)
    {
    }

    public Int16DataFrameColumn(string name, IEnumerable<short> values)
        : base(name, values)
    {
    }

    public Int16DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal Int16DataFrameColumn(string name, ColumnStore<short> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<short> CreateNewColumn(string name, long length = 0) => new Int16DataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<short> WithStore(ColumnStore<short> store) => new Int16DataFrameColumn(Name, store);
}
