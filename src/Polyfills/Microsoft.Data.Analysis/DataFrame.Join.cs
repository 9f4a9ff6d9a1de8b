using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Data.Analysis;

public partial class DataFrame
{
    /// <summary>Puts the frames side by side, row by row.</summary>
    public DataFrame Join(DataFrame other, string leftSuffix = "_left", string rightSuffix = "_right", JoinAlgorithm joinAlgorithm = JoinAlgorithm.Left)
    {
        long rows = joinAlgorithm switch
        {
            JoinAlgorithm.Left => Rows.Count,
            JoinAlgorithm.Right => other.Rows.Count,
            JoinAlgorithm.FullOuter => Math.Max(Rows.Count, other.Rows.Count),
            _ => Math.Min(Rows.Count, other.Rows.Count),
        };
        return SideBySide(Columns.Select(Fitted), other.Columns.Select(Fitted), leftSuffix, rightSuffix);

        DataFrameColumn Fitted(DataFrameColumn column) => column.Length <= rows
            ? column.Clone(numberOfNullsToAppend: rows - column.Length)
            : column.Clone(new PrimitiveDataFrameColumn<int>("mapIndices", Enumerable.Range(0, (int)rows)));
    }

    public DataFrame Merge<TKey>(DataFrame other, string leftJoinColumn, string rightJoinColumn, string leftSuffix = "_left", string rightSuffix = "_right", JoinAlgorithm joinAlgorithm = JoinAlgorithm.Left)
        => Merge(other, [leftJoinColumn], [rightJoinColumn], leftSuffix, rightSuffix, joinAlgorithm);

    public DataFrame Merge(DataFrame other, string[] leftJoinColumns, string[] rightJoinColumns, string leftSuffix = "_left", string rightSuffix = "_right", JoinAlgorithm joinAlgorithm = JoinAlgorithm.Left)
    {
        ArgumentNullException.ThrowIfNull(other);
        // The smaller frame of an inner join is the one looked up in.
        bool keepLeft = joinAlgorithm switch
        {
            JoinAlgorithm.Left or JoinAlgorithm.FullOuter => true,
            JoinAlgorithm.Right => false,
            JoinAlgorithm.Inner => Rows.Count > other.Rows.Count,
            _ => throw new NotImplementedException(nameof(joinAlgorithm)),
        };
        MergedRows rows = keepLeft ? new(this, leftJoinColumns, other, rightJoinColumns) : new(other, rightJoinColumns, this, leftJoinColumns);
        rows.Match(keepUnmatched: joinAlgorithm != JoinAlgorithm.Inner);
        if (joinAlgorithm == JoinAlgorithm.FullOuter)
            rows.AddUnmatchedSupplements();
        (PrimitiveDataFrameColumn<long> left, PrimitiveDataFrameColumn<long> right) = keepLeft ? (rows.Retained, rows.Supplementary) : (rows.Supplementary, rows.Retained);
        return SideBySide(Columns.Select(column => column.Clone(left)), other.Columns.Select(column => column.Clone(right)), leftSuffix, rightSuffix);
    }

    private static DataFrame SideBySide(IEnumerable<DataFrameColumn> left, IEnumerable<DataFrameColumn> right, string leftSuffix, string rightSuffix)
    {
        DataFrame result = new(left);
        foreach (DataFrameColumn column in right)
        {
            while (result.Columns.IndexOf(column.Name) is >= 0 and int index)
            {
                result.Columns[index].SetName(column.Name + leftSuffix);
                column.SetName(column.Name + rightSuffix);
            }
            result.Columns.Add(column);
        }
        return result;
    }
}
