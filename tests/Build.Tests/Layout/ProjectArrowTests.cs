using System.Xml.Linq;
using LaMo.Tests;

namespace LaMo.Build.Tests.Layout;

/// <summary>Projects reference those below them and no others.</summary>
public class ProjectArrowTests
{
    [Theory]
    [InlineData("LaMo.Core", "TorchSharp Microsoft.ML.Tokenizers")]
    [InlineData("LaMo.MLNet", "LaMo.Core TorchSharp Microsoft.ML Microsoft.ML.Tokenizers Microsoft.Data.Analysis")]
    [InlineData("LaMo.Environments", "LaMo.Core TorchSharp")]
    [InlineData("LaMo.Reports", "LaMo.Core")]
    [InlineData("LaMo.Cli", "LaMo.Core LaMo.MLNet LaMo.Environments LaMo.Reports TorchSharp Microsoft.ML Microsoft.ML.Tokenizers Microsoft.Data.Analysis")]
    public void A_project_references_only_what_is_below_it(string project, string below) =>
        Assert.Subset(below.Split(' ').ToHashSet(), References(Path.Combine(SharedData.RepositoryRoot, "src", project, project + ".csproj")).ToHashSet());

    [Fact]
    public void The_polyfills_know_nothing_of_the_product()
    {
        string[] projects = Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "src/Polyfills"), "*.csproj", SearchOption.AllDirectories);

        Assert.NotEmpty(projects);
        Assert.DoesNotContain(projects.SelectMany(References), reference => reference.StartsWith("LaMo.", StringComparison.Ordinal));
    }

    private static IEnumerable<string> References(string project) => XDocument.Load(project).Descendants()
        .Where(element => element.Name.LocalName is "ProjectReference" or "LaMoReference")
        .Select(element => element.Attribute("Include")!.Value.Split('/', '\\')[^1].Replace(".csproj", ""));
}
