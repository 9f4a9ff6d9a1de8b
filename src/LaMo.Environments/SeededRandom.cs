namespace LaMo.Environments;

/// <summary>Random numbers that depend on a seed alone, the same on every machine and in every run.</summary>
internal static class SeededRandom
{
    /// <summary>Creates the generator of a seed.</summary>
    /// <param name="seed">Any value; <see cref="Random"/> itself gives similar first numbers for neighbouring seeds, so it is mixed first.</param>
    /// <param name="stream">Tells apart generators of one seed that must not go in step.</param>
    public static Random Create(int seed, int stream = 0)
    {
        // SplitMix64's output function: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
        ulong z = ((ulong)(uint)stream << 32 | (uint)seed) + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return new Random((int)(z ^ (z >> 31)));
    }

    /// <summary>A number between two bounds.</summary>
    public static double NextUniform(this Random random, double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>A number from the standard normal distribution (Box and Muller, 1958).</summary>
    public static double NextGaussian(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
