using System.Runtime.InteropServices;

namespace LaMo.Core.Data.Hdf5;

/// <summary>An identifier that libhdf5 gave out: of a file, a dataset, a type, …</summary>
internal sealed class Hdf5Handle : SafeHandle
{
    public Hdf5Handle()
        : base(-1, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle < 0;

    public long Id => handle;

    protected override bool ReleaseHandle()
    {
        using (Hdf5Library.Enter())
            return Hdf5Native.Release(handle) >= 0;
    }
}
