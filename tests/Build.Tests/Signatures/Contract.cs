using System.Text.RegularExpressions;

namespace LaMo.Build.Tests.Signatures;

/// <summary>The declarations that a contract file lists: <c>Type</c> lines and <c>Type: member</c> lines.</summary>
internal static partial class Contract
{
    // Headings; under the second kind types are listed in short, in comments, and are of the namespace that is named like the assembly.
    private const string Assembly = "======== assembly ";
    private const string Further = "======== the other ";

    /// <summary>The form in which a member is looked up.</summary>
    public static string Key(string type, string member) => $"{type}: {member}";

    /// <summary>Reads a listing of one member per line, <c>Type::member</c>.</summary>
    public static HashSet<string> ReadLines(string path) => [.. File.ReadLines(path)];

    /// <summary>Reads a listing of C# declarations.</summary>
    public static HashSet<string> ReadDeclarations(string path)
    {
        HashSet<string> known = [];
        Stack<string> scopes = new();
        string assembly = "", space = "", opening = "";
        foreach (string line in File.ReadLines(path).Select(Normalized))
        {
            if (line == "{")
                scopes.Push(opening);
            else if (line == "}")
                scopes.Pop();
            else if (line.StartsWith(Assembly, StringComparison.Ordinal))
                assembly = line[Assembly.Length..] + ".";
            else if (line.StartsWith(Further, StringComparison.Ordinal))
                space = assembly;
            else if (line.StartsWith("namespace ", StringComparison.Ordinal))
                space = opening = line["namespace ".Length..] + ".";
            else if (NameInDeclaration().Match(line) is { Success: true } name)
            {
                // Nested types are written with the names of those around them.
                opening = space + Variance().Replace(name.Groups[1].Value, "");
                known.UnionWith(Alternatives(line).Select(one => Key(opening, one)));
            }
            else
                known.UnionWith(Alternatives(line).Select(one => Key(scopes.Count > 0 ? scopes.Peek() : opening, one)));
        }
        return known;
    }

    // Brings a line to the form that CSharpListing writes.
    private static string Normalized(string line)
    {
        string text = Comment().Replace(line.TrimStart('/', ' ').TrimEnd(), "");
        text = Tuple().Replace(text, "<ValueTuple<$1>>");
        text = FloatSuffix().Replace(text, "");
        return text.Contains(" operator ", StringComparison.Ordinal) ? OperatorParameterName().Replace(text, "") : text;
    }

    /// <summary>The lines that <c>{A | B}</c> stands for.</summary>
    private static IEnumerable<string> Alternatives(string line)
    {
        Match braces = Choice().Match(line);
        return braces.Success
            ? braces.Groups[1].Value.Split(" | ").SelectMany(one => Alternatives(line[..braces.Index] + one + line[(braces.Index + braces.Length)..]))
            : [line];
    }

    [GeneratedRegex(@"^(?:\[Obsolete\] )?(?:public|protected) (?:(?:static|abstract|sealed|readonly|ref) )*(?:class|struct|interface|enum|delegate \S+(?: \S+>)?) ([^:(]+?)(?: : .*| where .*|\(.*|)$")]
    private static partial Regex NameInDeclaration();

    [GeneratedRegex(@"/\*.*?\*/")]
    private static partial Regex Comment();

    [GeneratedRegex(@"<\(([^()]*)\)>")]
    private static partial Regex Tuple();

    [GeneratedRegex(@"(?<= = [\d.]+)f\b")]
    private static partial Regex FloatSuffix();

    [GeneratedRegex(@" \w+(?=[,)])(?<=\(.*)")]
    private static partial Regex OperatorParameterName();

    [GeneratedRegex(@"(?<=[<,] ?)(?:in|out) ")]
    private static partial Regex Variance();

    [GeneratedRegex(@"\{([^{};=]* \| [^{};=]*)\}")]
    private static partial Regex Choice();
}
