using System.Diagnostics;
using LaMo.Tests;

namespace LaMo.Core.Tests.Fidelity;

/// <summary>The committed fixtures against what the program in tests/reference writes today.</summary>
public class ReferenceProgramTests
{
    [PyTorchFact]
    public void FixturesAreWhatTheProgramWrites()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lamo-fixtures-");
        try
        {
            string program = Path.Combine(SharedData.RepositoryRoot, "tests", "reference", "fixtures.py");
            using Process process = Process.Start(new ProcessStartInfo(PyTorchFactAttribute.Python, ["-B", program, folder.FullName]) { RedirectStandardError = true })!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors);

            string[] names = [.. folder.GetFiles().Select(file => file.Name).Order()];
            Assert.Equal(Directory.GetFiles(Fixture.Folder).Select(path => Path.GetFileName(path)!).Order(), names);
            foreach (string name in names)
            {
                var (written, committed) = (new Fixture(Path.Combine(folder.FullName, name)), new Fixture(Path.Combine(Fixture.Folder, name)));
                Assert.Equal(committed.Names.Order(), written.Names.Order());
                // Double precision on other kernels, rounded to single.
                foreach (string tensor in committed.Names)
                    committed.AssertClose(tensor, written.Values(tensor), 1e-6 * committed.Values(tensor).Max(Math.Abs));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
