using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>A scalar as it is handed to native code.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Number
{
    internal long Type;
    internal long Integer;
    internal double Real;
    internal double Imaginary;

    internal static Number One => new() { Type = (long)torch.ScalarType.Int64, Integer = 1 };
}
