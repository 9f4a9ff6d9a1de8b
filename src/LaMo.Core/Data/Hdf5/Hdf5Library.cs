using System.Reflection;
using System.Runtime.InteropServices;

namespace LaMo.Core.Data.Hdf5;

/// <summary>The system's HDF5 library: finds it and loads it.</summary>
internal static class Hdf5Library
{
    public const string Name = "hdf5";

    // Debian's serial build first; the numbers are those of HDF5 1.10, 1.12 and 1.14.
    private static readonly string[] Candidates =
    [
        .. from name in (string[])["libhdf5_serial.so", "libhdf5.so"]
           from version in (string[])[".103", ".200", ".310", ""]
           select name + version,
        "libhdf5.dylib", "hdf5.dll",
    ];

    private static readonly Lazy<nint> Handle = new(() => Load(Candidates));

    private static readonly Lock Gate = new();

    [ThreadStatic]
    private static bool _isSilent;

    /// <summary>
    /// To be held around every call: the library's usual build is not made for threads. It also keeps the library from writing its errors to the console, which it
    /// must be told on each thread.
    /// </summary>
    /// <exception cref="DllNotFoundException">There is no HDF5 library; the message names the package to install.</exception>
    public static Lock.Scope Enter()
    {
        Lock.Scope scope = Gate.EnterScope();
        try
        {
            if (!_isSilent)
                Hdf5Native.SilenceErrors(0, 0, 0);
            _isSilent = true;
            return scope;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <summary>Loads the first library of those named that there is.</summary>
    internal static nint Load(IEnumerable<string> candidates)
    {
        foreach (string candidate in candidates)
            if (NativeLibrary.TryLoad(candidate, out nint handle))
                return handle;
        throw new DllNotFoundException("The HDF5 library was not found. On Debian install it with 'apt-get install libhdf5-103-1' (Debian 13: libhdf5-310), elsewhere the package that holds libhdf5.");
    }

    /// <summary>The library, for the functions that are imported from it.</summary>
    internal static nint Resolve(string library, Assembly assembly, DllImportSearchPath? searchPath) => library == Name ? Handle.Value : 0;

    /// <summary>An identifier that the library has in a variable.</summary>
    internal static long Constant(string name)
    {
        using (Enter())
        {
            Hdf5Native.Open(); // the variables have their values from then on
            return Marshal.ReadInt64(NativeLibrary.GetExport(Handle.Value, name));
        }
    }
}
