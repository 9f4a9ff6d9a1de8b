namespace LaMo.Core;

/// <summary>
/// A random generator whose whole state is one number, so that it can be saved and go on later (Steele, Lea and Flood, 2014).
/// </summary>
/// <param name="seed">What its numbers follow from.</param>
public sealed class SplitMix64(int seed)
{
    /// <summary>The numbers to come are determined by this; it can be saved and restored.</summary>
    public ulong State { get; set; } = (ulong)seed;

    /// <summary>Draws 64 bits.</summary>
    public ulong Next()
    {
        State += 0x9E3779B97F4A7C15;
        ulong z = State;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Draws a number in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws a number from 0 to <paramref name="bound"/> - 1. Their chances differ by less than one in 2^32.</summary>
    /// <param name="bound">The number of outcomes, positive.</param>
    public int Next(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Draws numbers from the standard normal distribution (Box and Muller, 1958).</summary>
    /// <param name="values">Where to write them.</param>
    public void NextGaussians(Span<float> values)
    {
        for (int i = 0; i < values.Length; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
            (double sin, double cos) = Math.SinCos(2 * Math.PI * NextDouble());
            values[i] = (float)(radius * cos);
            if (i + 1 < values.Length)
                values[i + 1] = (float)(radius * sin);
        }
    }
}
