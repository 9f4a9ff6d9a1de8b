using System.Reflection;
using LaMo.Tests;

namespace LaMo.Build.Tests.Modes;

/// <summary>A test of the polyfills themselves, and perhaps of files under <c>../shared</c>; it is skipped where the real libraries are in force or a file is missing.</summary>
internal sealed class PolyfillFactAttribute : FactAttribute
{
    public PolyfillFactAttribute(params string[] sharedFiles)
    {
        bool inForce = Company(Assembly.Load("TorchSharp")) == Company(typeof(PolyfillFactAttribute).Assembly);
        Skip = inForce ? new SharedDataFactAttribute(sharedFiles).Skip : "The real libraries are in force.";
    }

    private static string? Company(Assembly assembly) => assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company;
}
