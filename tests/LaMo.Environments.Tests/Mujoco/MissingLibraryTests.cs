using System.Reflection;
using System.Runtime.Loader;
using LaMo.Environments.Reacher;

namespace LaMo.Environments.Tests.Mujoco;

/// <summary>What a user sees on a machine without MuJoCo, seen through a second copy of the assembly in another folder.</summary>
public sealed class MissingLibraryTests : IDisposable
{
    private const string Shim = "liblamo_mujoco.so";

    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-missing-").FullName;

    [Fact]
    public void Without_the_shim_the_error_names_the_Debian_package()
    {
        Exception error = CreateReacherIn(_folder);

        Assert.IsType<DllNotFoundException>(error);
        Assert.Contains("apt-get install libmujoco-dev", error.Message);
        Assert.Contains(Shim, error.Message);
    }

    [Fact]
    public void Without_MuJoCo_the_error_names_the_library_and_the_Debian_package()
    {
        // The same shim, but linked to a MuJoCo that does not exist: the name keeps its length, so the file stays valid.
        byte[] shim = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, Shim));
        Span<byte> dependency = shim.AsSpan(shim.AsSpan().IndexOf("libmujoco.so"u8));
        "libabsent.so"u8.CopyTo(dependency);
        File.WriteAllBytes(Path.Combine(_folder, Shim), shim);

        Exception error = CreateReacherIn(_folder);

        Assert.IsType<DllNotFoundException>(error);
        Assert.Contains("apt-get install libmujoco-dev", error.Message);
        Assert.Contains("libabsent.so", error.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Exception CreateReacherIn(string folder)
    {
        string assembly = typeof(Reacher2d).Assembly.Location;
        string copy = Path.Combine(folder, Path.GetFileName(assembly));
        File.Copy(assembly, copy);
        var context = new AssemblyLoadContext("without MuJoCo", isCollectible: false);
        Type reacher = context.LoadFromAssemblyPath(copy).GetType(typeof(Reacher2d).FullName!)!;
        return Assert.Throws<TargetInvocationException>(() => Activator.CreateInstance(reacher)).InnerException!;
    }
}
