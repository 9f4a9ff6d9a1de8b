using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LaMo.Build.Tests.Publicizing;

public class ProgramTests
{
    private static readonly string program = Path.Combine(AppContext.BaseDirectory, "Publicizer.dll");

    [Fact]
    public void Copies_of_all_assemblies_go_to_the_folder()
    {
        using TemporaryFolder folder = new();
        string library = typeof(FactAttribute).Assembly.Location;

        Command.DotNet(program, folder["copies"], program, library).Succeeded();

        Assert.Equal([Path.GetFileName(program), Path.GetFileName(library)], Directory.GetFiles(folder["copies"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using PEReader copy = new(File.OpenRead(folder["copies/Publicizer.dll"]));
        Assert.True(copy.GetMetadataReader().IsAssembly);
    }

    [Fact]
    public void What_is_no_assembly_is_an_error_that_names_the_file()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["note.dll"], "not an assembly");

        Command run = Command.DotNet(program, folder["copies"], folder["note.dll"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{folder["note.dll"]} : error PUBLICIZE : Not a .NET assembly", run.Output);
    }
}
