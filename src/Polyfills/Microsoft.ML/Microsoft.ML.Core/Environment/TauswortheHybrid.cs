using System;

namespace Microsoft.ML.Runtime;

/// <summary>
/// The random generator of every host: three Tausworthe generators and one linear congruential generator, combined by xor
/// (GPU Gems 3, chapter 37).
/// </summary>
internal sealed class TauswortheHybrid : Random
{
    private uint _z1;
    private uint _z2;
    private uint _z3;
    private uint _z4;

    public TauswortheHybrid(int seed)
        : this(unchecked((uint)seed))
    {
    }

    public TauswortheHybrid(uint seed)
    {
        _z1 = seed;
        _z2 = Murmur.Round(_z1, _z1);
        _z3 = Murmur.Round(_z2, _z1);
        _z4 = Murmur.Round(_z3, _z1);
    }

    public TauswortheHybrid(Random seeds)
    {
        _z1 = NextLargeEnough(seeds);
        _z2 = NextLargeEnough(seeds);
        _z3 = NextLargeEnough(seeds);
        _z4 = NextBits(seeds);
    }

    public override int Next()
    {
        uint u = NextBits();
        return (int)(u + (u & 0x80000000U));
    }

    public override int Next(int maxValue)
    {
        Contracts.CheckParam(maxValue >= 0, nameof(maxValue), "maxValue must be non-negative");
        return (int)((NextBits() * (ulong)maxValue) >> 32);
    }

    public override int Next(int minValue, int maxValue)
    {
        Contracts.CheckParam(minValue <= maxValue, nameof(minValue), "minValue must be less than or equal to maxValue.");
        return (int)((long)(NextDouble() * ((long)maxValue - minValue)) + minValue);
    }

    public override double NextDouble() => NextBits() * (1.0 / (1L << 32));

    /// <summary>Any of the 32-bit integers.</summary>
    public int NextSigned() => (int)NextBits();

    /// <summary>Uniform in [0, 1). Not an override of NextSingle, as the real one is not: that draws from the base class.</summary>
    public float NextFloat() => (NextBits() >> 9) * (1f / (1 << 23));

    public override void NextBytes(byte[] buffer)
    {
        Contracts.CheckValue(buffer, nameof(buffer));
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Next();
    }

    private uint NextBits()
    {
        _z1 = Tausworthe(_z1, 13, 19, 12, ~0x1U);
        _z2 = Tausworthe(_z2, 2, 25, 4, ~0x7U);
        _z3 = Tausworthe(_z3, 3, 11, 17, ~0xfU);
        _z4 = 1664525 * _z4 + 1013904223;
        return _z1 ^ _z2 ^ _z3 ^ _z4;
    }

    private static uint Tausworthe(uint z, int s1, int s2, int s3, uint mask) => ((z & mask) << s3) ^ (((z << s1) ^ z) >> s2);

    private static uint NextBits(Random seeds) => ((uint)seeds.Next(0x10000) << 16) | (uint)seeds.Next(0x10000);

    // The Tausworthe generators degenerate on seeds below 128.
    private static uint NextLargeEnough(Random seeds)
    {
        uint bits;
        do
            bits = NextBits(seeds);
        while (bits < 128);
        return bits;
    }
}
