using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Data.Analysis;

/// <summary>The pairs of rows of a database-style join: those of the frame that is retained with their matches in the other.</summary>
internal sealed class MergedRows
{
    private readonly DataFrameColumn[] _retainedKeys;
    private readonly DataFrameColumn[] _supplementaryKeys;
    private readonly HashSet<long> _matchedSupplements = [];

    public MergedRows(DataFrame retained, string[] retainedJoinColumnNames, DataFrame supplementary, string[] supplemetaryJoinColumnNames)
    {
        ArgumentNullException.ThrowIfNull(retainedJoinColumnNames);
        ArgumentNullException.ThrowIfNull(supplemetaryJoinColumnNames);
        if (retainedJoinColumnNames.Length != supplemetaryJoinColumnNames.Length)
            throw new ArgumentException("Array lengths are mistmached", nameof(retainedJoinColumnNames));
        _retainedKeys = retainedJoinColumnNames.Select(name => retained.Columns[name]).ToArray();
        _supplementaryKeys = supplemetaryJoinColumnNames.Select(name => supplementary.Columns[name]).ToArray();
    }

    public PrimitiveDataFrameColumn<long> Retained { get; } = new("RetainedIndices");

    public PrimitiveDataFrameColumn<long> Supplementary { get; } = new("SupplementaryIndices");

    /// <summary>Pairs each retained row with its matches. Rows with a null in a key match all rows with a null in a key.</summary>
    public void Match(bool keepUnmatched)
    {
        HashSet<long> nullRows = [];
        List<Dictionary<long, ICollection<long>>> matches = [];
        foreach ((DataFrameColumn retained, DataFrameColumn supplementary) in _retainedKeys.Zip(_supplementaryKeys))
        {
            matches.Add(retained.GetGroupedOccurrences(supplementary, out HashSet<long> nulls));
            nullRows.UnionWith(nulls);
        }

        for (long row = 0; row < _retainedKeys[0].Length; row++)
        {
            if (HasNull(_retainedKeys, row))
            {
                foreach (long nullRow in nullRows)
                    AddPair(row, nullRow);
                continue;
            }
            List<long> matched = matches
                .Select(column => column.TryGetValue(row, out ICollection<long> rows) ? rows : (IEnumerable<long>)[])
                .Aggregate((all, next) => all.Intersect(next)).ToList();
            foreach (long match in matched)
            {
                AddPair(row, match);
                _matchedSupplements.Add(match);
            }
            if (matched.Count == 0 && keepUnmatched)
                AddPair(row, null);
        }
    }

    /// <summary>Adds the rows of the other frame that matched none, but for those with a null in a key.</summary>
    public void AddUnmatchedSupplements()
    {
        for (long row = 0; row < _supplementaryKeys[0].Length; row++)
            if (!HasNull(_supplementaryKeys, row) && !_matchedSupplements.Contains(row))
                AddPair(null, row);
    }

    private void AddPair(long? retained, long? supplementary)
    {
        Retained.Append(retained);
        Supplementary.Append(supplementary);
    }

    private static bool HasNull(DataFrameColumn[] keys, long row) => keys.Any(key => key[row] is null);
}
