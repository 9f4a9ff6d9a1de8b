using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>One index of a tensor as it is handed to native code.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Index
{
    /// <summary>The mark of a slice's missing bound or step.</summary>
    internal const long Missing = long.MinValue;

    internal IndexKind Kind;
    internal long Start;
    internal long Stop;
    internal long Step;
    internal IntPtr Tensor;
}

internal enum IndexKind : long
{
    None,
    Ellipsis,
    Boolean,
    Integer,
    Slice,
    Tensor,
}
