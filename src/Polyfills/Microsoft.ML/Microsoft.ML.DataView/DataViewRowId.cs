using System;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>
/// A 128-bit row identity. Next, Fork and Combine are rounds of 128-bit MurmurHash3 (without its final mixing, as only uniqueness
/// matters) over the blocks 0, 1 and the other id.
/// </summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public override string ToString() => $"{High:x16}{Low:x16}";

    public int CompareTo(DataViewRowId other)
        => High == other.High ? Low.CompareTo(other.Low) : High.CompareTo(other.High);

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode()
        => (int)((uint)Low ^ (uint)(Low >> 32) ^ (uint)(High << 7) ^ (uint)(High >> 57) ^ (uint)(High >> (57 - 32)));

    public DataViewRowId Fork()
    {
        // The reference mixes the block 1 in after the round, not before it; persisted row orders depend on that.
        DataViewRowId next = Next();
        return new DataViewRowId(next.Low ^ (BitOperations.RotateLeft(C1, 31) * C2), next.High);
    }

    public DataViewRowId Next() => Round(Low, High, 0);

    public DataViewRowId Combine(DataViewRowId other)
    {
        DataViewRowId block = other.Fork();
        ulong k1 = BitOperations.RotateLeft(block.Low * C1, 31) * C2;
        ulong k2 = BitOperations.RotateLeft(block.High * C2, 33) * C1;
        return Round(Low ^ k1, High, k2);
    }

    private static DataViewRowId Round(ulong h1, ulong h2, ulong k2)
    {
        h1 = (BitOperations.RotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
        h2 = (BitOperations.RotateLeft(h2 ^ k2, 31) + h1) * 5 + 0x38495ab5;
        return new DataViewRowId(h1, h2);
    }
}
