using System.Reflection;
using System.Text.RegularExpressions;
using LaMo.Build.Tests.Modes;
using LaMo.Tests;

namespace LaMo.Build.Tests.Signatures;

/// <summary>Each member of a polyfill that others can see is one of the real library, to the letter.</summary>
public class PolyfillSignatureTests
{
    private const string MLContract = "contracts/microsoft-ml-api.txt";
    private const string TokenizersContract = "contracts/tokenizers-api.txt";
    private const string DataFrameContract = "contracts/dataframe-api.txt";
    private const string TorchSharpContract = "contracts/torchsharp-api.txt";

    [PolyfillFact(MLContract)]
    public void Microsoft_ML_has_the_real_signatures() =>
        AssertListed(MLContract, "Microsoft.ML.DataView", "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.Transforms");

    [PolyfillFact(TokenizersContract)]
    public void Microsoft_ML_Tokenizers_has_the_real_signatures() => AssertListed(TokenizersContract, "Microsoft.ML.Tokenizers");

    [PolyfillFact(DataFrameContract)]
    public void Microsoft_Data_Analysis_has_the_real_signatures() => AssertListed(DataFrameContract, "Microsoft.Data.Analysis");

    [PolyfillFact(TorchSharpContract)]
    public void TorchSharp_has_the_real_signatures()
    {
        HashSet<string> known = Contract.ReadLines(SharedData.PathOf(TorchSharpContract));
        known.RemoveWhere(Patterns("TorchSharpAfter0.106.txt").IsMatch);

        AssertKnown(known, VisibleTypes("TorchSharp").SelectMany(type => TorchSharpListing.MembersOf(type).Prepend(TorchSharpListing.Declaration(type))));
    }

    private static void AssertListed(string contract, params string[] assemblies)
    {
        HashSet<string> known = Contract.ReadDeclarations(SharedData.PathOf(contract));
        AssertKnown(known, assemblies.SelectMany(VisibleTypes).SelectMany(type => CSharpListing.MembersOf(type).Prepend(CSharpListing.Declaration(type))
            .Select(member => Contract.Key(CSharpListing.FullName(type), member))));
    }

    private static void AssertKnown(HashSet<string> known, IEnumerable<string> members)
    {
        Regex allowed = Patterns("Allowed.txt");
        string[] unknown = [.. members.Where(member => !known.Contains(member) && !allowed.IsMatch(member)).Order(StringComparer.Ordinal)];

        Assert.True(unknown.Length == 0, $"{unknown.Length} members are not the real library's:\n{string.Join('\n', unknown)}");
    }

    private static IEnumerable<Type> VisibleTypes(string assembly) => Members.VisibleTypes(Assembly.Load(assembly));

    /// <summary>One expression for all lines of a file that are not comments; an asterisk in a line stands for anything.</summary>
    private static Regex Patterns(string file) => new(string.Join('|', File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "tests/Build.Tests/Signatures", file))
        .Where(line => line != "" && !line.StartsWith('#')).Select(line => $"^{Regex.Escape(line).Replace("\\*", ".*")}$")));
}
