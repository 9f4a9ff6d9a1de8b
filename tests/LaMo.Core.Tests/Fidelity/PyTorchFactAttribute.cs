namespace LaMo.Core.Tests.Fidelity;

/// <summary>A test that needs Debian's python3-torch; it is skipped where that is not installed.</summary>
internal sealed class PyTorchFactAttribute : FactAttribute
{
    public const string Python = "/usr/bin/python3";

    public PyTorchFactAttribute()
    {
        if (!File.Exists(Python) || !Directory.Exists("/usr/lib/python3/dist-packages/torch"))
            Skip = "python3-torch is not installed.";
    }
}
