using System.Diagnostics;
using LaMo.Tests;

namespace LaMo.Core.Tests.Data;

/// <summary>A test that needs Debian's python3-h5py and files under <c>../shared</c>; it is skipped where one is missing.</summary>
internal sealed class H5pyFactAttribute : FactAttribute
{
    private const string Python = "/usr/bin/python3";

    public H5pyFactAttribute(params string[] files)
    {
        if (!File.Exists(Python) || !Directory.Exists("/usr/lib/python3/dist-packages/h5py"))
            Skip = "python3-h5py is not installed.";
        else if (files.FirstOrDefault(file => !File.Exists(SharedData.PathOf(file))) is string missing)
            Skip = $"{SharedData.PathOf(missing)} is not present.";
    }

    /// <summary>What is in an HDF5 file as h5py sees it.</summary>
    public static string[] Layout(string path)
    {
        string program = Path.Combine(SharedData.RepositoryRoot, "tests", "reference", "layout.py");
        using Process process = Process.Start(new ProcessStartInfo(Python, ["-B", program, path]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
