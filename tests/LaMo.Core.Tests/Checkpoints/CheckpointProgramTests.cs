using System.Diagnostics;
using LaMo.Core.Serialization;
using LaMo.Core.Tests.Fidelity;
using LaMo.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Checkpoints;

/// <summary>The committed checkpoints against what the program in tests/reference and the PyTorch that is installed write today.</summary>
public sealed class CheckpointProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PyTorchFact]
    public void CheckpointsAreWhatTheProgramWrites()
    {
        string program = Path.Combine(SharedData.RepositoryRoot, "tests", "reference", "checkpoints.py");
        using Process process = Process.Start(new ProcessStartInfo(PyTorchFactAttribute.Python, ["-B", program, _folder.Path]) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);

        string[] names = [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path))];
        Assert.Equal(6, names.Length);
        foreach (string name in names)
        {
            using TensorFile written = TensorFile.Open(_folder[name]), committed = TensorFile.Open(Path.Combine(AppContext.BaseDirectory, "Checkpoints", name));
            Assert.Equal(committed.Tensors.Keys.Order(), written.Tensors.Keys.Order());
            foreach ((string tensor, TensorInfo info) in committed.Tensors.Where(tensor => tensor.Value.DataType is "F32" or "F16" or "BF16"))
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor expected = zeros([.. info.Shape]), actual = zeros([.. info.Shape]);
                committed.Read(tensor, expected);
                written.Read(tensor, actual);
                Assert.True(expected.allclose(actual, rtol: 1e-4, atol: 1e-5), $"{name}: {tensor}");
            }
        }
    }
}
