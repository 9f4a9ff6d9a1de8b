using System;
using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads a value from a field; false if it says something else.</summary>
internal delegate bool TextParser<T>(ReadOnlyMemory<char> text, out T value);

/// <summary>The values of each type in text form.</summary>
internal static class TextValues
{
    /// <summary>The parser for a type; a key is written as its number from 0.</summary>
    public static TextParser<T> ParserFor<T>(PrimitiveDataViewType type, char decimalMarker = '.', bool emptyIsNaN = false)
    {
        if (type is KeyDataViewType key)
            return MakeKeyParser<T>(key.Count);
        Delegate parser = type.RawType == typeof(ReadOnlyMemory<char>) ? (TextParser<ReadOnlyMemory<char>>)CopyText
            : typeof(T) == typeof(float) ? MakeRealParser<float>(decimalMarker, emptyIsNaN)
            : typeof(T) == typeof(double) ? MakeRealParser<double>(decimalMarker, emptyIsNaN)
            : typeof(T) == typeof(bool) ? (TextParser<bool>)TryParseBoolean
            : typeof(T) == typeof(sbyte) ? MakeSignedParser<sbyte>()
            : typeof(T) == typeof(short) ? MakeSignedParser<short>()
            : typeof(T) == typeof(int) ? MakeSignedParser<int>()
            : typeof(T) == typeof(long) ? MakeSignedParser<long>()
            : typeof(T) == typeof(byte) ? MakeUnsignedParser<byte>()
            : typeof(T) == typeof(ushort) ? MakeUnsignedParser<ushort>()
            : typeof(T) == typeof(uint) ? MakeUnsignedParser<uint>()
            : typeof(T) == typeof(ulong) ? MakeUnsignedParser<ulong>()
            : typeof(T) == typeof(TimeSpan) ? (TextParser<TimeSpan>)TryParseTimeSpan
            : typeof(T) == typeof(DateTime) ? (TextParser<DateTime>)TryParseDateTime
            : typeof(T) == typeof(DateTimeOffset) ? (TextParser<DateTimeOffset>)TryParseDateTimeOffset
            : (TextParser<DataViewRowId>)TryParseRowId;
        return (TextParser<T>)parser;
    }

    /// <summary>Whether what cannot be parsed becomes a missing value, and is no error.</summary>
    public static bool HasMissing(PrimitiveDataViewType type)
        => type is KeyDataViewType || type == NumberDataViewType.Single || type == NumberDataViewType.Double;

    public static bool TryParseInt32(ReadOnlySpan<char> text, out int value)
        => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && text[0] != '+';

    /// <summary>The text of a value; text itself and times are quoted as files need it.</summary>
    public static string Format<T>(T value, PrimitiveDataViewType type, char separator)
    {
        if (type is KeyDataViewType key)
        {
            ulong raw = Convert.ToUInt64(value);
            return raw == 0 || raw > key.Count ? "" : (raw - 1).ToString(CultureInfo.InvariantCulture);
        }
        return value switch
        {
            ReadOnlyMemory<char> text => Quote(text.Span, separator),
            float single => float.IsNaN(single) ? "?" : single.ToString("R", CultureInfo.InvariantCulture),
            double number => double.IsNaN(number) ? "?" : number.ToString("G17", CultureInfo.InvariantCulture),
            bool flag => flag ? "1" : "0",
            TimeSpan span => $"\"{span:c}\"",
            DateTime time => $"\"{time:o}\"",
            DateTimeOffset time => $"\"{time:o}\"",
            DataViewRowId id => $"0x{id}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Text in quotes where it is empty or a reader could take it for something else.</summary>
    public static string Quote(ReadOnlySpan<char> text, char separator)
    {
        if (text.IsEmpty)
            return "\"\"";
        bool needsQuotes = text[0] == ' ' || text.IndexOfAny(['"', separator, ':', '\n']) >= 0;
        return needsQuotes ? $"\"{text.ToString().Replace("\"", "\"\"")}\"" : text.ToString();
    }

    private static bool CopyText(ReadOnlyMemory<char> text, out ReadOnlyMemory<char> value)
    {
        value = text;
        return true;
    }

    private static TextParser<T> MakeKeyParser<T>(ulong count)
        => (ReadOnlyMemory<char> text, out T value) =>
        {
            value = default;
            if (text.IsEmpty || IsMissing(text.Span))
                return true;
            if (!ulong.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) || number >= count)
                return false;
            value = (T)Convert.ChangeType(number + 1, typeof(T));
            return true;
        };

    private static TextParser<T> MakeSignedParser<T>()
        where T : struct, INumber<T>
        => (ReadOnlyMemory<char> text, out T value) =>
        {
            value = default;
            return text.IsEmpty
                || (text.Span[0] != '+' && T.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));
        };

    private static TextParser<T> MakeUnsignedParser<T>()
        where T : struct, INumber<T>
        => (ReadOnlyMemory<char> text, out T value) => T.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static TextParser<T> MakeRealParser<T>(char decimalMarker, bool emptyIsNaN)
        where T : struct, IFloatingPointIeee754<T>
        => (ReadOnlyMemory<char> text, out T value) =>
        {
            ReadOnlySpan<char> span = text.Span.TrimEnd();
            value = T.NaN;
            if (span.IsEmpty)
            {
                value = emptyIsNaN ? T.NaN : T.Zero;
                return true;
            }
            if (IsMissing(span))
                return true;
            if (TryParseInfinity(span, out value))
                return true;
            // The real parser stumbles over leading white space.
            bool isNumber = !char.IsWhiteSpace(span[0]) && TryParseDecimal(span, decimalMarker, out value);
            value = isNumber ? value : T.NaN;
            return isNumber;
        };

    private static bool TryParseDecimal<T>(ReadOnlySpan<char> span, char decimalMarker, out T value)
        where T : struct, IFloatingPointIeee754<T>
    {
        value = default;
        if (!char.IsAsciiDigit(span[^1]) && span[^1] != decimalMarker)
            return false;
        if (!char.IsAsciiDigit(span[0]) && span[0] is not '+' and not '-' && span[0] != decimalMarker)
            return false;
        if (decimalMarker == ',')
        {
            if (span.Contains('.'))
                return false;
            span = span.ToString().Replace(',', '.');
        }
        return T.TryParse(span, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryParseInfinity<T>(ReadOnlySpan<char> span, out T value)
        where T : struct, IFloatingPointIeee754<T>
    {
        value = span is "Infinity" or "∞" ? T.PositiveInfinity : span is "-Infinity" or "-∞" ? T.NegativeInfinity : T.Zero;
        return value != T.Zero;
    }

    private static bool IsMissing(ReadOnlySpan<char> text)
        => text is "?"
            || text.Equals("NA", StringComparison.OrdinalIgnoreCase)
            || text.Equals("N/A", StringComparison.OrdinalIgnoreCase)
            || text.Equals("NaN", StringComparison.OrdinalIgnoreCase);

    private static bool TryParseBoolean(ReadOnlyMemory<char> text, out bool value)
    {
        string lower = text.ToString().ToLowerInvariant();
        value = lower is "t" or "y" or "1" or "+" or "+1" or "yes" or "true";
        return value || lower is "" or "f" or "n" or "0" or "-" or "-1" or "no" or "false";
    }

    private static bool TryParseTimeSpan(ReadOnlyMemory<char> text, out TimeSpan value)
    {
        value = default;
        return text.IsEmpty || TimeSpan.TryParse(text.Span, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryParseDateTime(ReadOnlyMemory<char> text, out DateTime value)
    {
        value = default;
        return text.IsEmpty
            || DateTime.TryParse(text.Span, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);
    }

    private static bool TryParseDateTimeOffset(ReadOnlyMemory<char> text, out DateTimeOffset value)
    {
        value = default;
        return text.IsEmpty || DateTimeOffset.TryParse(text.Span, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    private static bool TryParseRowId(ReadOnlyMemory<char> text, out DataViewRowId value)
    {
        ReadOnlySpan<char> span = text.Span;
        value = default;
        if (span.Length != 34 || !span.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            || !UInt128.TryParse(span[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 bits))
            return false;
        value = new DataViewRowId((ulong)bits, (ulong)(bits >> 64));
        return true;
    }
}
