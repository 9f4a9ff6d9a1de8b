using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public class ByteDataFrameColumn : PrimitiveDataFrameColumn<byte>
{
    public ByteDataFrameColumn(string name, IEnumerable<byte?> values)
        : base(name, values)
    {
    }

    public ByteDataFrameColumn(string name, IEnumerable<byte> values)
        : base(name, values)
    {
    }

    public ByteDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal ByteDataFrameColumn(string name, ColumnStore<byte> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<byte> CreateNewColumn(string name, long length = 0) => new ByteDataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<byte> WithStore(ColumnStore<byte> store) => new ByteDataFrameColumn(Name, store);
}
