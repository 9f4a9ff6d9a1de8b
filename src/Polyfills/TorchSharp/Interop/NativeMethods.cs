using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Every native signature is blittable: nothing is converted or copied on the way.
[assembly: DisableRuntimeMarshalling]

namespace TorchSharp;

/// <summary>
/// The entry points of the C++ shim in native/, one part per topic. A tensor's result is a handle, null on an error; the result of
/// an in-place operation is a status, 0 for success. The error's text waits in <see cref="take_error"/>.
/// </summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "TorchShim";

    private static bool s_loaded;

    /// <summary>Loads the shim and with it libtorch.</summary>
    /// <exception cref="NotSupportedException">One of them is missing.</exception>
    internal static void Load()
    {
        if (s_loaded)
            return;
        try
        {
            NativeLibrary.Load(Library, Assembly.GetExecutingAssembly(), null);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new NotSupportedException(
                "This application uses TorchSharp, but the native library 'TorchShim' or the libtorch that it needs cannot be loaded. " +
                $"Install libtorch (Debian: apt install libtorch-dev) and build the application again. {error.Message}", error);
        }
        s_loaded = true;
    }
}
