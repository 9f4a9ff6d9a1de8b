using System;
using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public partial class DateTimeDataFrameColumn : PrimitiveDataFrameColumn<DateTime>
{
    public DateTimeDataFrameColumn(string name, IEnumerable<DateTime?> values)
        : base(name, values)
    {
    }

    public DateTimeDataFrameColumn(string name, IEnumerable<DateTime> values)
        : base(name, values)
    {
    }

    public DateTimeDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal DateTimeDataFrameColumn(string name, ColumnStore<DateTime> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<DateTime> CreateNewColumn(string name, long length = 0) => new DateTimeDataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<DateTime> WithStore(ColumnStore<DateTime> store) => new DateTimeDataFrameColumn(Name, store);
}
