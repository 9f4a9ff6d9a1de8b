using System.Runtime.InteropServices;

namespace LaMo.Environments.Tests.Rendering;

public sealed class DrawingLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-draw-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [OsMesaFact]
    public void OSMesa_draws_what_EGL_draws()
    {
        string osmesa = Path.Combine(_folder, "osmesa"), egl = Path.Combine(_folder, "egl");

        Assert.Empty(DrawingProcess.Start(osmesa, ("MUJOCO_GL", "osmesa")));

        byte[] drawn = File.ReadAllBytes(osmesa);
        Assert.True(drawn.Distinct().Count() > 50);
        if (DrawingProcess.Start(egl, ("MUJOCO_GL", "EGL")).Length == 0)
            Assert.InRange(drawn.Zip(File.ReadAllBytes(egl), (a, b) => Math.Abs(a - b)).Average(), 0, 2);
    }

    [OsMesaFact]
    public void Where_EGL_is_broken_OSMesa_draws()
    {
        string path = Path.Combine(_folder, "picture");

        Assert.Empty(DrawingProcess.Start(path, Broken("libEGL.so.1")));
        Assert.True(File.ReadAllBytes(path).Distinct().Count() > 50);
    }

    [Fact]
    public void Where_neither_works_the_packages_are_named()
    {
        string errors = DrawingProcess.Start(Path.Combine(_folder, "picture"), Broken("libEGL.so.1", "libOSMesa.so.8", "libOSMesa.so"));

        Assert.Contains("apt-get install libegl1 libgl1-mesa-dri", errors);
        Assert.Contains("apt-get install libosmesa6", errors);
    }

    [Fact]
    public void Another_way_to_draw_is_refused() =>
        Assert.Equal("there is no way 'glfw' to draw without a window; there are egl and osmesa", DrawingProcess.Start(Path.Combine(_folder, "picture"), ("MUJOCO_GL", "glfw")));

    /// <summary>Makes files that are found in the place of libraries and are none.</summary>
    private (string, string) Broken(params IEnumerable<string> libraries)
    {
        foreach (string library in libraries)
            File.WriteAllText(Path.Combine(_folder, library), "no library");
        return ("LD_LIBRARY_PATH", _folder);
    }

    private sealed class OsMesaFactAttribute : FactAttribute
    {
        public OsMesaFactAttribute()
        {
            if (NativeLibrary.TryLoad("libOSMesa.so.8", out nint library))
                NativeLibrary.Free(library);
            else
                Skip = "libosmesa6 is not installed.";
        }
    }
}
