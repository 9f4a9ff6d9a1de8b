namespace TorchSharp.Utils;

/// <summary>Integers as TorchSharp's files hold them: seven bits a byte, the low ones first, the high bit set on all but the last.</summary>
internal static class LEB128Codec
{
    public static void Encode(this BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    public static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();
}
