using System.Reflection;

namespace LaMo.Build.Tests.Modes;

/// <summary>The polyfills' assemblies, where those are what the tests were built with.</summary>
internal static class Polyfills
{
    /// <summary>Whether an assembly is a polyfill and not the real library.</summary>
    public static bool IsPolyfill(Assembly assembly) => Company(assembly) == Company(typeof(Polyfills).Assembly);

    private static string? Company(Assembly assembly) => assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company;
}

/// <summary>A test of the polyfills themselves; it is skipped where the real libraries are in force.</summary>
internal sealed class PolyfillFactAttribute : FactAttribute
{
    public PolyfillFactAttribute()
    {
        if (!Polyfills.IsPolyfill(Assembly.Load("TorchSharp")))
            Skip = "The real libraries are in force.";
    }
}
