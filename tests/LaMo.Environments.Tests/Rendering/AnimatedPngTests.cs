using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LaMo.Environments.Breakout;
using LaMo.Environments.ClassicControl;
using LaMo.Environments.Policies;
using LaMo.Environments.Rendering;

namespace LaMo.Environments.Tests.Rendering;

public sealed class AnimatedPngTests
{
    [Fact]
    public void What_is_written_reads_back_by_the_formats_rules()
    {
        var random = new Random(1);
        Frame[] frames = [.. Enumerable.Range(0, 3).Select(_ => new Frame(5, 4, [.. Enumerable.Range(0, 60).Select(_ => (byte)random.Next(256))]))];
        using var file = new MemoryStream();

        AnimatedPng.Write(file, frames, 25);

        List<(string Type, byte[] Data)> chunks = Chunks(file.ToArray());
        Assert.Equal(["IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"], chunks.Select(chunk => chunk.Type));
        Assert.Equal([0, 0, 0, 5, 0, 0, 0, 4, 8, 2, 0, 0, 0], chunks[0].Data);
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 0], chunks[1].Data);
        Assert.Equal(Enumerable.Range(0, 5), chunks.Where(chunk => chunk.Type is "fcTL" or "fdAT").Select(chunk => BinaryPrimitives.ReadInt32BigEndian(chunk.Data)));
        Assert.Equal([0, 40, 3, 232], chunks[2].Data[20..24]);
        byte[][] pictures = [chunks[3].Data, chunks[5].Data[4..], chunks[7].Data[4..]];
        Assert.Equal(frames.Select(frame => frame.Pixels), pictures.Select(data => Unfiltered(data, 5, 4)));
    }

    [Fact]
    public void A_film_shows_an_episode_and_a_task_without_pictures_says_so()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("lamo-film-").FullName, "film.png");

        using var breakout = new BreakoutTask();
        using var pendulum = new Pendulum();

        double earned = EpisodeFilm.Record(path, breakout, new RandomPolicy(breakout), 0, maxFrames: 5);

        Assert.InRange(earned, 0, 20);
        Assert.Equal(5, Chunks(File.ReadAllBytes(path)).Count(chunk => chunk.Type == "fcTL"));
        Assert.Contains("Pendulum", Assert.Throws<ArgumentException>(() => EpisodeFilm.Record(path, pendulum, new RandomPolicy(pendulum), 0)).Message);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Pictures_of_several_sizes_make_no_film() =>
        Assert.Throws<ArgumentException>(() => AnimatedPng.Write(Stream.Null, [new Frame(1, 1, new byte[3]), new Frame(1, 2, new byte[6])], 25));

    private static List<(string Type, byte[] Data)> Chunks(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var chunks = new List<(string, byte[])>();
        for (int position = 8; position < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(position));
            byte[] content = file[(position + 4)..(position + 8 + length)];
            Assert.Equal(Crc(content), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(content, 0, 4), content[4..]));
            position += 12 + length;
        }
        return chunks;
    }

    private static uint Crc(byte[] content)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in content)
        {
            for (int bit = 0; bit < 8; bit++)
                crc = ((crc ^ (uint)(value >> bit)) & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }

    private static byte[] Unfiltered(byte[] data, int width, int height)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        var pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++)
        {
            Assert.Equal(2, zlib.ReadByte());
            Span<byte> row = pixels.AsSpan(3 * width * y, 3 * width);
            zlib.ReadExactly(row);
            for (int x = 0; y > 0 && x < row.Length; x++)
                row[x] += pixels[3 * width * (y - 1) + x];
        }
        Assert.Equal(-1, zlib.ReadByte());
        return pixels;
    }
}
