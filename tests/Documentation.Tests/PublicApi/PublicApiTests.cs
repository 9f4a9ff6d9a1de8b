using System.Reflection;
using LaMo.Build.Tests.Signatures;
using LaMo.Core.Trajectories;
using LaMo.Environments;
using LaMo.MLNet;
using LaMo.Reports;
using LaMo.Tests;

namespace LaMo.Documentation.Tests.PublicApi;

/// <summary>
/// The public API is what <c>src/ASSEMBLY/PublicApi.txt</c> says. After a change that is meant:
/// <c>LaMoWritePublicApi=1 dotnet test tests/Documentation.Tests --filter PublicApi</c>.
/// </summary>
public class PublicApiTests
{
    private const string Command = "LaMoWritePublicApi=1 dotnet test tests/Documentation.Tests --filter PublicApi";

    private static readonly bool _writes = Environment.GetEnvironmentVariable("LaMoWritePublicApi") is { Length: > 0 };

    [Theory]
    [InlineData(typeof(Step))]
    [InlineData(typeof(OfflineRLCatalog))]
    [InlineData(typeof(IEnvironment))]
    [InlineData(typeof(Report))]
    public void IsAsItIsWrittenDown(Type type)
    {
        string assembly = type.Assembly.GetName().Name!, path = Path.Combine(SharedData.RepositoryRoot, "src", assembly, "PublicApi.txt");
        string[] now = [.. ListingOf(type.Assembly)];
        if (_writes)
            File.WriteAllLines(path, now);
        string[] written = File.ReadAllLines(path);
        string changes = string.Join('\n', now.Except(written).Select(line => "+ " + line).Concat(written.Except(now).Select(line => "- " + line)));
        Assert.True(now.SequenceEqual(written), $"The public API of {assembly} is no longer what src/{assembly}/PublicApi.txt says:\n{changes}\nIf that is meant: {Command}");
    }

    /// <summary>A line for each type and, indented, for each member, in the order of their characters.</summary>
    private static IEnumerable<string> ListingOf(Assembly assembly) =>
        from type in Members.VisibleTypes(assembly)
        orderby CSharpListing.FullName(type) + " "
        group type by type.Namespace into space
        from line in space.SelectMany(type => CSharpListing.MembersOf(type).Order(StringComparer.Ordinal).Select(member => "    " + member).Prepend(CSharpListing.Declaration(type))).Prepend($"namespace {space.Key}").Append("")
        select line;
}
