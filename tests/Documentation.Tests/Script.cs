using System.Reflection;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace LaMo.Documentation.Tests;

/// <summary>Pieces of C# that are run one after the other, each with what those before it have declared, against the assemblies beside this test.</summary>
internal sealed class Script(params IEnumerable<string> imports)
{
    private static readonly Assembly[] _references = [.. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(IsReferenced).Select(Assembly.LoadFrom), typeof(Script).Assembly];

    private readonly ScriptOptions _options = ScriptOptions.Default.WithReferences(_references).WithImports(imports).WithEmitDebugInformation(true);
    private ScriptState<object>? _state;

    /// <summary>Runs a piece.</summary>
    /// <param name="source">The piece.</param>
    /// <param name="file">Where it stands, for errors.</param>
    /// <param name="line">Its first line there, from 1.</param>
    /// <returns>The value of the expression that it ends with, if it does.</returns>
    public async Task<object?> Run(string source, string file, int line)
    {
        string located = $"#line {line} \"{file}\"\n{source}";
        _state = _state is null ? await CSharpScript.RunAsync(located, _options) : await _state.ContinueWithAsync(located);
        return _state.ReturnValue;
    }

    private static bool IsReferenced(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("LaMo.", StringComparison.Ordinal) || name.StartsWith("Microsoft.ML.", StringComparison.Ordinal) || name == "Microsoft.Data.Analysis.dll";
    }
}
