using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms;

/// <summary>Arrays of numbers in a model's stream.</summary>
internal static class NormalizerNumbers
{
    public static void Write<T>(this BinaryWriter writer, T[] values)
        where T : struct
        => writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));

    public static T[] Read<T>(this BinaryReader reader, int count)
        where T : struct
        => MemoryMarshal.Cast<byte, T>(reader.ReadBytes(count * Unsafe.SizeOf<T>())).ToArray();
}
