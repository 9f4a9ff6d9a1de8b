using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Data.Analysis;

/// <summary>The default guess of a column's type: text if anything is no number, truth value or date, else Single before Boolean before DateTime.</summary>
internal static class CsvTypeGuess
{
    private static readonly Type[] s_widestFirst = [typeof(string), typeof(float), typeof(bool), typeof(DateTime)];

    public static Type Guess(IEnumerable<string> values)
    {
        HashSet<Type> seen = values
            .Where(value => !string.IsNullOrEmpty(value) && !value.Equals("null", StringComparison.OrdinalIgnoreCase))
            .Select(TypeOf)
            .ToHashSet();
        return s_widestFirst.FirstOrDefault(seen.Contains, typeof(string));
    }

    // With the current culture, whatever culture the values will be read with.
    private static Type TypeOf(string value)
        => bool.TryParse(value, out _) ? typeof(bool)
            : float.TryParse(value, out _) ? typeof(float)
            : DateTime.TryParse(value, out _) ? typeof(DateTime)
            : typeof(string);
}
