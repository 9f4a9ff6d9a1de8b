using System.Buffers.Binary;

namespace LaMo.Core.Tests.Data;

/// <summary>Damages files in every way that happens: cut short, bytes changed, numbers made huge or negative, parts moved, noise.</summary>
internal static class Mutation
{
    private static readonly long[] Extremes = [0, 1, -1, 127, 128, 255, 0x7FFF, 0xFFFF, int.MaxValue, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 40];

    /// <param name="file">The file.</param>
    /// <param name="number">The mutation's number; equal numbers give equal mutations.</param>
    public static byte[] Of(byte[] file, int number)
    {
        var random = new Random(number);
        switch (random.Next(10))
        {
            case 0:
                return file[..random.Next(file.Length)];
            case 1:
                byte[] noise = new byte[random.Next(2 * file.Length)];
                random.NextBytes(noise);
                file.AsSpan(0, Math.Min(random.Next(64), noise.Length)).CopyTo(noise);
                return noise;
            case 2:
                byte[] moved = [.. file];
                int length = random.Next(1, file.Length / 2), from = random.Next(file.Length - length), to = random.Next(file.Length - length);
                file.AsSpan(from, length).CopyTo(moved.AsSpan(to));
                return moved;
            case 3 or 4 or 5:
                byte[] lying = [.. file];
                for (int change = random.Next(1, 3); change > 0; change--)
                    PutNumber(lying, random);
                return lying;
            default:
                byte[] changed = [.. file];
                for (int change = 1 << random.Next(4); change > 0; change--)
                    changed[random.Next(changed.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : changed[random.Next(changed.Length)]);
                return changed;
        }
    }

    private static void PutNumber(byte[] file, Random random)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, Extremes[random.Next(Extremes.Length)] + random.Next(-1, 2));
        int width = 1 << random.Next(4);
        if (file.Length > width)
            number[..width].CopyTo(file.AsSpan(random.Next(file.Length - width)));
    }
}
