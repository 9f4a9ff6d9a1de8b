namespace LaMo.Core.Tests.Serialization;

/// <summary>Damages files at random: whoever reads them may find nothing wrong or say what is, and must not fail otherwise.</summary>
internal static class Damage
{
    public static void Try(ReadOnlySpan<byte> file, int times, Action<byte[]> read)
    {
        var random = new Random(7);
        for (int i = 0; i < times; i++)
        {
            byte[] damaged = file.ToArray();
            for (int change = random.Next(1, 4); change > 0; change--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (random.Next(8) == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            Exception? error = Record.Exception(() => read(damaged));
            Assert.True(error is null or InvalidDataException or FileNotFoundException, $"change {i}: {error}");
        }
    }
}
