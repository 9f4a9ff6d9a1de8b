using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace LaMo.Build.Tests.Publicizing;

/// <summary>Compiles and runs small assemblies in memory.</summary>
internal static class Compiler
{
    private static readonly MetadataReference[] framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The bytes of the assembly that a source text compiles to.</summary>
    public static byte[] Compile(string name, string source, params byte[][] references)
    {
        using MemoryStream image = new();
        EmitResult result = Compilation(name, source, references).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    /// <summary>The warnings and errors that compiling a source text gives, without repetitions.</summary>
    public static string[] Complaints(string source, params byte[][] references) =>
        [.. Compilation("Complaints", source, references).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id).Distinct()];

    /// <summary>Loads assemblies side by side and calls the static method <c>Program.Run</c> of the last one.</summary>
    public static object? Run(params byte[][] images)
    {
        AssemblyLoadContext context = new(null, isCollectible: true);
        try
        {
            Assembly program = images.Select(image => context.LoadFromStream(new MemoryStream(image))).ToArray()[^1];
            return program.GetType("Program", throwOnError: true)!.GetMethod("Run")!.CreateDelegate<Func<object?>>()();
        }
        finally
        {
            context.Unload();
        }
    }

    private static CSharpCompilation Compilation(string name, string source, byte[][] references) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(source)],
        [.. framework, .. references.Select(image => MetadataReference.CreateFromImage(image))],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
}
