using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// The settings that a text file carries in its "#@" lines: <c>TextLoader{header+ sep=tab col=Name:R4:0-3}</c>. A setting is a name with
/// + or -, or with =value; braces hold values with spaces.
/// </summary>
internal static class TextSettings
{
    private static readonly (string Name, char Character)[] NamedSeparators =
        [("tab", '\t'), ("space", ' '), ("comma", ','), ("colon", ':'), ("semicolon", ';'), ("bar", '|')];

    /// <summary>The options that a file carries; null if it has none or if the given options are not the default ones.</summary>
    public static TextLoader.Options ReadOptions(string embedded, TextLoader.Options given)
    {
        if (string.IsNullOrWhiteSpace(embedded) || !AreDefault(given))
            return null;
        TextLoader.Options options = TryParseLoader(embedded.Trim());
        if (options?.Columns is not { Length: > 0 })
            throw Contracts.Except("TextLoader options embedded in the file are invalid");
        options.UseThreads = given.UseThreads;
        options.HeaderFile = given.HeaderFile;
        options.MaxRows = given.MaxRows;
        return options;
    }

    public static TextLoader.Options Copy(TextLoader.Options options, TextLoader.Column[] columns)
        => new()
        {
            AllowQuoting = options.AllowQuoting,
            AllowSparse = options.AllowSparse,
            InputSize = options.InputSize,
            Separators = options.Separators,
            DecimalMarker = options.DecimalMarker,
            Columns = columns,
            TrimWhitespace = options.TrimWhitespace,
            HasHeader = options.HasHeader,
            UseThreads = options.UseThreads,
            ReadMultilines = options.ReadMultilines,
            HeaderFile = options.HeaderFile,
            MaxRows = options.MaxRows,
            EscapeChar = options.EscapeChar,
            MissingRealsAsNaNs = options.MissingRealsAsNaNs,
        };

    /// <summary>The settings of a file, one per line.</summary>
    /// <param name="columns">The columns, each at the field where it begins (-1 if that varies).</param>
    /// <param name="hasHeader">Whether a line of names follows.</param>
    /// <param name="separator">What separates fields.</param>
    public static IEnumerable<string> Write(IEnumerable<(string Name, DataViewType Type, int Start)> columns, bool hasHeader, char separator)
    {
        if (hasHeader)
            yield return "header+";
        yield return $"sep={NamedSeparators.First(named => named.Character == separator).Name}";
        foreach ((string name, DataViewType type, int start) in columns)
            yield return $"col={WriteColumn(name, type, start)}";
    }

    private static bool AreDefault(TextLoader.Options options)
        => !options.AllowQuoting && !options.AllowSparse && options.InputSize == null && options.Separators is ['\t'] && options.DecimalMarker == '.'
            && !options.TrimWhitespace && !options.HasHeader && !options.ReadMultilines && options.EscapeChar == '"' && !options.MissingRealsAsNaNs;

    private static string WriteColumn(string name, DataViewType type, int start)
    {
        DataViewType itemType = type.GetItemType();
        string kind = ColumnTypes.ShortNameOf(itemType.RawType);
        string key = itemType is KeyDataViewType keyType ? keyType.Count.ToString(CultureInfo.InvariantCulture) : null;
        string source = type switch
        {
            VectorDataViewType { IsKnownSize: true } vector when start < 0 => $"{{ min={start} max={start + vector.Size - 1} vector=+}}",
            VectorDataViewType when start < 0 => $"{{ min={start} var=+}}",
            _ when start < 0 => $"{{ min={start}}}",
            VectorDataViewType { IsKnownSize: true } vector => $"{start}-{start + vector.Size - 1}",
            VectorDataViewType => $"{start}-**",
            _ => $"{start}",
        };
        bool isOddName = name.Any(char.IsWhiteSpace) || name.IndexOfAny(['{', '}', '"', '#', '=']) >= 0;
        if (!isOddName && start >= 0)
            return $"{name}:{kind}{(key == null ? "" : $"[{key}]")}:{source}";
        string typeSetting = kind == "R4" ? "" : $" type={kind}";
        string keySetting = key == null ? "" : $" key={key}";
        return $"{{name={(isOddName ? InBraces(name) : name)}{typeSetting} src={source}{keySetting}}}";
    }

    private static TextLoader.Options TryParseLoader(string text)
    {
        int brace = text.IndexOf('{');
        if (brace < 0 || !text.EndsWith('}') || text[..brace].Trim() is not ("TextLoader" or "Text"))
            return null;
        var options = new TextLoader.Options();
        var columns = new List<TextLoader.Column>();
        foreach ((string name, string value) in Split(text[(brace + 1)..^1]))
        {
            bool isKnown = name switch
            {
                "col" or "column" => TryParseColumn(value) is { } column && Add(columns, column),
                "sep" or "separator" => TryParseSeparators(value, out options.Separators),
                "header" or "hasheader" => TryParseFlag(value, out options.HasHeader),
                "quote" or "allowquoting" => TryParseFlag(value, out options.AllowQuoting),
                "sparse" or "allowsparse" => TryParseFlag(value, out options.AllowSparse),
                "trim" or "trimwhitespace" => TryParseFlag(value, out options.TrimWhitespace),
                "multilines" or "readmultilines" => TryParseFlag(value, out options.ReadMultilines),
                "missingrealnan" or "missingrealsasnans" => TryParseFlag(value, out options.MissingRealsAsNaNs),
                "threads" or "usethreads" => TryParseFlag(value, out options.UseThreads),
                "size" or "inputsize" => TryParseNumber(value, out options.InputSize),
                "rows" or "maxrows" => long.TryParse(value, out _),
                "decimal" => TryParseCharacter(value, out options.DecimalMarker),
                "escapechar" => TryParseCharacter(value, out options.EscapeChar),
                _ => false,
            };
            if (!isKnown)
                return null;
        }
        options.Columns = columns.ToArray();
        return options;
    }

    private static bool Add(List<TextLoader.Column> columns, TextLoader.Column column)
    {
        columns.Add(column);
        return true;
    }

    /// <summary>A column as <c>Name:Type[key]:fields</c>, or as settings of its own.</summary>
    private static TextLoader.Column TryParseColumn(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length is 2 or 3 && !text.StartsWith("name=", StringComparison.Ordinal))
        {
            var column = new TextLoader.Column { Name = parts[0] };
            bool isTyped = parts.Length == 2 || TryParseType(parts[1], column);
            return !string.IsNullOrWhiteSpace(column.Name) && isTyped && TryParseRanges(parts[^1], out column.Source) ? column : null;
        }
        var result = new TextLoader.Column();
        foreach ((string name, string value) in Split(text))
        {
            bool isKnown = name switch
            {
                "name" => (result.Name = value) != null,
                "type" => TryParseType(value, result),
                "src" or "source" => TryParseRanges(value, out result.Source),
                "key" or "keycount" => TryParseType($"[{value}]", result),
                _ => false,
            };
            if (!isKnown)
                return null;
        }
        return string.IsNullOrWhiteSpace(result.Name) || result.Source == null ? null : result;
    }

    private static bool TryParseType(string text, TextLoader.Column column)
    {
        int bracket = text.IndexOf('[');
        string kind = bracket < 0 ? text : text[..bracket];
        if (bracket >= 0)
        {
            string count = text[(bracket + 1)..].TrimEnd(']');
            column.KeyCount = count.Length == 0 ? new KeyCount() : ulong.TryParse(count, out ulong number) ? new KeyCount(number) : null;
            if (column.KeyCount == null)
                return false;
        }
        if (kind.Length == 0)
            return bracket >= 0;
        bool isKnown = ColumnTypes.TryGetKindByShortName(kind, out DataKind dataKind) || Enum.TryParse(kind, ignoreCase: true, out dataKind);
        column.DataKind = dataKind;
        return isKnown;
    }

    private static bool TryParseRanges(string text, out TextLoader.Range[] ranges)
    {
        ranges = text.Split(',').Select(TryParseRange).ToArray();
        return ranges.All(range => range != null);
    }

    /// <summary>A field, or fields as <c>3-5</c>, <c>3-*</c> (to the end), <c>3-**</c> (to each line's end), <c>~</c> for all others.</summary>
    private static TextLoader.Range TryParseRange(string text)
    {
        int dash = text.IndexOfAny(['-', '~']);
        if (dash < 0)
            return int.TryParse(text, out int index) ? new TextLoader.Range { Min = index, Max = index } : null;
        var range = new TextLoader.Range { AllOther = text[dash] == '~', ForceVector = true };
        if (dash > 0 ? !int.TryParse(text[..dash], out range.Min) : !range.AllOther)
            return null;
        string end = text[(dash + 1)..];
        range.AutoEnd = end is "" or "*";
        range.VariableEnd = end is "**";
        if (range.AutoEnd || range.VariableEnd)
            return range;
        range.Max = int.TryParse(end, out int max) ? max : null;
        return range.Max == null ? null : range;
    }

    private static bool TryParseFlag(string value, out bool flag)
    {
        flag = value is "+" or "true";
        return flag || value is "-" or "false";
    }

    private static bool TryParseNumber(string value, out int? number)
    {
        number = int.TryParse(value, out int parsed) ? parsed : null;
        return number != null;
    }

    private static bool TryParseCharacter(string value, out char character)
    {
        character = value.FirstOrDefault();
        return value.Length == 1;
    }

    private static bool TryParseSeparators(string value, out char[] separators)
    {
        string[] names = value == "," ? [","] : value.Split(',', StringSplitOptions.RemoveEmptyEntries);
        separators = names.Select(name => NamedSeparators.FirstOrDefault(named => named.Name == name, (Name: name, Character: name[0])).Character).ToArray();
        return separators.Length > 0;
    }

    /// <summary>The settings in a text, names in lower case; a value's outer braces and its escapes are taken away.</summary>
    private static IEnumerable<(string Name, string Value)> Split(string text)
    {
        int position = 0;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position >= text.Length)
                yield break;
            int start = position;
            while (position < text.Length && !char.IsWhiteSpace(text[position]) && text[position] is not '=')
                position++;
            string name = text[start..position].ToLowerInvariant();
            if (position < text.Length && text[position] == '=')
            {
                position++;
                yield return (name, ReadValue(text, ref position));
            }
            else
                yield return (name.TrimEnd('+', '-'), name.Length > 0 ? name[^1..] : "");
        }
    }

    /// <summary>
    /// Reads up to white space outside braces and quotes. A backslash counts only before a brace or a quote; inside inner braces, whose
    /// text is read once more, everything stays as it is.
    /// </summary>
    private static string ReadValue(string text, ref int position)
    {
        int depth = 0;
        bool isQuoted = false;
        var value = new StringBuilder();
        while (position < text.Length && (depth > 0 || isQuoted || !char.IsWhiteSpace(text[position])))
        {
            int slashes = 0;
            for (; position < text.Length && text[position] == '\\'; position++)
                slashes++;
            bool isSpecial = position < text.Length && text[position] is '{' or '}' or '"';
            bool isOuter = depth == 0 || (depth == 1 && !isQuoted);
            value.Append('\\', isSpecial && isOuter ? slashes / 2 : slashes);
            if (isSpecial && slashes % 2 == 0)
                ReadSpecial(text[position++], value, ref depth, ref isQuoted);
            else if (isSpecial || (slashes == 0 && position < text.Length))
                value.Append(text[position++]);
        }
        return value.ToString();
    }

    private static void ReadSpecial(char special, StringBuilder value, ref int depth, ref bool isQuoted)
    {
        bool isKept = depth > 0;
        if (special == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && special == '{')
            depth++;
        else if (!isQuoted)
            isKept = --depth > 0;
        if (isKept)
            value.Append(special);
    }

    /// <summary>Text in braces, with backslashes where it would not be read back otherwise.</summary>
    private static string InBraces(string text)
    {
        string simple = $"{{{text}}}";
        int position = 0;
        if (ReadValue(simple, ref position) == text && position == simple.Length)
            return simple;
        var escaped = new StringBuilder("{");
        int slashes = 0;
        foreach (char character in text)
        {
            if (character is '{' or '}' or '"')
                escaped.Append('\\', slashes + 1);
            slashes = character == '\\' ? slashes + 1 : 0;
            escaped.Append(character);
        }
        return escaped.Append('}').ToString();
    }
}
