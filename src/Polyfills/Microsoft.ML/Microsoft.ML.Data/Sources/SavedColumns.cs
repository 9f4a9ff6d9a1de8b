using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal static class SavedColumns
{
    /// <summary>The columns of a view that a file can hold.</summary>
    public static DataViewSchema.Column[] Of(IDataView data, bool keepHidden)
    {
        DataViewSchema.Column[] columns = data.Schema
            .Where(column => keepHidden || !column.IsHidden)
            .Where(column => column.Type.GetItemType() is KeyDataViewType || column.Type.GetItemType().IsStandardScalar())
            .ToArray();
        Contracts.Check(columns.Length > 0, "No valid columns to save");
        return columns;
    }
}
