using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How a text file is cut into lines and fields; the checked form of the loader's options.</summary>
internal sealed class TextLayout
{
    /// <summary>A line has fewer fields than this; a segment that ends here ends with its line.</summary>
    public const int FieldLimit = int.MaxValue;

    public char[] Separators { get; init; }

    public char EscapeChar { get; init; } = '"';

    public char DecimalMarker { get; init; } = '.';

    public bool AllowQuoting { get; init; }

    public bool AllowSparse { get; init; }

    public bool TrimWhitespace { get; init; }

    public bool HasHeader { get; init; }

    public bool ReadMultilines { get; init; }

    public bool MissingRealsAsNaNs { get; init; }

    /// <summary>The number of fields in a line, 0 if sparse lines tell it.</summary>
    public int InputSize { get; init; }

    public long MaxRows { get; init; } = long.MaxValue;

    public static TextLayout FromOptions(TextLoader.Options options)
    {
        long maxRows = options.MaxRows ?? long.MaxValue;
        Contracts.CheckParam(maxRows >= 0, nameof(options.MaxRows));
        int inputSize = options.InputSize ?? 0;
        Contracts.Check(inputSize >= 0, "inputSize");
        char[] separators = options.Separators.Distinct().ToArray();
        foreach (char separator in separators)
            CheckSeparator(separator, options.AllowSparse);
        Contracts.CheckParam(options.DecimalMarker is '.' or ',', nameof(options.DecimalMarker),
            $"Decimal marker cannot be the '{options.DecimalMarker}' character. It must be '.' or ','.");
        Contracts.CheckParam(options.AllowQuoting || options.DecimalMarker != ',' || !separators.Contains(','), nameof(options.AllowQuoting),
            "Quoting must be allowed if decimal marker and separator are the ',' character.");
        Contracts.CheckParam(!separators.Contains(options.EscapeChar), nameof(options.EscapeChar),
            $"EscapeChar '{options.EscapeChar}' can't be used both as EscapeChar and separator");
        return new TextLayout
        {
            Separators = separators,
            EscapeChar = options.EscapeChar,
            DecimalMarker = options.DecimalMarker,
            AllowQuoting = options.AllowQuoting,
            AllowSparse = options.AllowSparse,
            TrimWhitespace = options.TrimWhitespace,
            HasHeader = options.HasHeader && string.IsNullOrWhiteSpace(options.HeaderFile),
            ReadMultilines = options.ReadMultilines && options.AllowQuoting,
            MissingRealsAsNaNs = options.MissingRealsAsNaNs,
            InputSize = int.Min(inputSize, FieldLimit - 1),
            MaxRows = maxRows,
        };
    }

    private static void CheckSeparator(char separator, bool allowSparse)
    {
        Contracts.CheckParam(separator != ':' || !allowSparse, "Separator", "When the separator is colon, turn off allowSparse");
        bool isLegal = separator == '\t' || (separator >= ' ' && !char.IsAsciiDigit(separator) && separator != '"');
        Contracts.CheckParam(isLegal, "Separator", $"Illegal separator: '{separator}'");
    }
}
