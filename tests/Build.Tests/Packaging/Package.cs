using System.IO.Compression;
using System.Xml.Linq;

namespace LaMo.Build.Tests.Packaging;

/// <summary>A NuGet package: its .nuspec and the names of its files.</summary>
internal sealed class Package
{
    private readonly XElement _metadata;

    private Package(XElement metadata, IReadOnlyList<string> files) => (_metadata, Files) = (metadata, files);

    /// <summary>The files, without those that every package has for its own sake.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The packages that it names, each with its version.</summary>
    public IReadOnlyList<string> Dependencies =>
        [.. Elements(_metadata, "dependencies").Elements().Where(group => (string?)group.Attribute("targetFramework") == "net10.0").Elements().Select(one => $"{one.Attribute("id")!.Value} {one.Attribute("version")!.Value}").Order()];

    /// <summary>The text of an element of the metadata.</summary>
    public string this[string name] => Elements(_metadata, name).Single().Value;

    /// <summary>Reads the one package of an id that is in a folder.</summary>
    public static Package Of(string folder, string id)
    {
        using ZipArchive archive = ZipFile.OpenRead(Directory.GetFiles(folder, id + ".*.nupkg").Single(path => char.IsDigit(Path.GetFileName(path)[id.Length + 1])));
        using Stream nuspec = archive.GetEntry(id + ".nuspec")!.Open();
        XElement metadata = Elements(XDocument.Load(nuspec).Root!, "metadata").Single();
        return new Package(metadata, [.. archive.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("_rels/") && !name.StartsWith("package/") && name != "[Content_Types].xml" && name != id + ".nuspec").Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<XElement> Elements(XElement parent, string name) => parent.Elements().Where(element => element.Name.LocalName == name);
}
