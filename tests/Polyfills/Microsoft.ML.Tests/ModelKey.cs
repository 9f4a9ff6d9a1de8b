using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.Tests;

/// <summary>A component's model stream, read byte by byte as its layout says.</summary>
internal sealed record ModelKey(
    string Signature, uint VersionWritten, uint VersionReadable, string Loader, string LoaderAlt, string Assembly, byte[] Model, string[] Strings)
{
    /// <summary>The model block as little-endian 32-bit integers, as far as it is made of them.</summary>
    public int[] Integers => MemoryMarshal.Cast<byte, int>(Model.AsSpan()).ToArray();

    public static ModelKey Parse(byte[] bytes)
    {
        var reader = new BinaryReader(new MemoryStream(bytes));
        Assert.Equal(0x4C45444F4D004C4DUL, reader.ReadUInt64());
        Assert.Equal(0x00010002u, reader.ReadUInt32());
        Assert.Equal(0x00010002u, reader.ReadUInt32());
        long modelStart = reader.ReadInt64();
        long modelSize = reader.ReadInt64();
        long tableStart = reader.ReadInt64();
        long tableSize = reader.ReadInt64();
        long charsStart = reader.ReadInt64();
        long charsSize = reader.ReadInt64();
        string signature = Encoding.Latin1.GetString(reader.ReadBytes(8));
        uint written = reader.ReadUInt32();
        uint readable = reader.ReadUInt32();
        string loader = Encoding.Latin1.GetString(reader.ReadBytes(24)).TrimEnd('\0');
        string loaderAlt = Encoding.Latin1.GetString(reader.ReadBytes(24)).TrimEnd('\0');
        long tailStart = reader.ReadInt64();
        long end = reader.ReadInt64();
        long assemblyStart = reader.ReadInt64();
        uint assemblySize = reader.ReadUInt32();
        Assert.All(bytes[0x9C..0x100], value => Assert.Equal(0, value));

        // The parts follow each other without gaps: model, string table, characters, assembly name, tail.
        Assert.Equal(0x100, modelStart);
        if (tableSize > 0)
            Assert.Equal((modelStart + modelSize, tableStart + tableSize, charsStart + charsSize), (tableStart, charsStart, assemblyStart));
        else
            Assert.Equal((0, 0, 0, modelStart + modelSize), (tableStart, charsStart, charsSize, assemblyStart));
        Assert.Equal((assemblyStart + assemblySize, tailStart + 8, bytes.LongLength), (tailStart, end, end));
        Assert.Equal(0x4D4C004D4F44454CUL, BitConverter.ToUInt64(bytes, (int)tailStart));

        string characters = Encoding.Unicode.GetString(bytes, (int)charsStart, (int)charsSize);
        var strings = new string[tableSize / 8];
        int start = 0;
        for (int i = 0; i < strings.Length; i++)
        {
            int stop = (int)BitConverter.ToInt64(bytes, (int)tableStart + 8 * i) / 2;
            strings[i] = characters[start..stop];
            start = stop;
        }
        return new ModelKey(signature, written, readable, loader, loaderAlt,
            Encoding.Unicode.GetString(bytes, (int)assemblyStart, (int)assemblySize),
            bytes[(int)modelStart..(int)(modelStart + modelSize)], strings);
    }
}
