using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LaMo.Core.Serialization;

namespace LaMo.Core.Training;

/// <summary>
/// The file that a training run is kept in: what the run is of, the run, and the SHA-256 of both. It is replaced as a whole, so that a run killed at any moment
/// leaves its last state.
/// </summary>
internal sealed class TrainingStateFile
{
    private const string Format = "LaMo training state 1";

    private readonly string _path;
    private readonly JsonObject _identity;

    /// <param name="folder">The folder of the file, made if it does not exist.</param>
    /// <param name="identity">What a run must have been started with to go on from here.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public TrainingStateFile(string folder, JsonObject identity)
    {
        // Now, rather than after the first thousand steps, it shows that a folder cannot be made.
        _path = Path.Combine(Directory.CreateDirectory(folder).FullName, "training.state");
        _identity = identity;
    }

    /// <summary>Replaces the file.</summary>
    public void Write(TrainingRun run)
    {
        AtomicFile.Write(_path, stream =>
        {
            using var hash = SHA256.Create();
            using (var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
            using (var writer = new BinaryWriter(hashed, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(Format);
                writer.Write(_identity.ToJsonString());
                writer.Flush();
                run.Save(hashed);
            }
            stream.Write(hash.Hash);
        });
    }

    /// <summary>Goes on from the file, if there is one.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or no training state.</exception>
    /// <exception cref="InvalidOperationException">It is the state of a run of other data, options or seed; the message says which.</exception>
    public void ReadInto(TrainingRun run)
    {
        if (!File.Exists(_path))
            return;
        using FileStream stream = File.OpenRead(_path);
        CheckHash(stream);
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadString() is var format && format != Format)
            throw new InvalidDataException($"'{_path}' is a '{format}', expected a '{Format}'.");
        string differences = string.Join("; ", Differences("", JsonNode.Parse(reader.ReadString()), _identity));
        if (differences != "")
            throw new InvalidOperationException($"The training state '{_path}' is of another run: {differences}. Choose another folder or delete the state.");
        run.Load(stream);
    }

    private void CheckHash(FileStream stream)
    {
        long length = stream.Length - SHA256.HashSizeInBytes;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        while (stream.Position < length && stream.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - stream.Position))) is int read and > 0)
            hash.AppendData(buffer.AsSpan(0, read));
        Span<byte> expected = buffer.AsSpan(0, SHA256.HashSizeInBytes);
        if (stream.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false) < expected.Length || !expected.SequenceEqual(hash.GetHashAndReset()))
            throw new InvalidDataException($"The training state '{_path}' is damaged or incomplete. Delete it to train from the beginning.");
        stream.Position = 0;
    }

    private static IEnumerable<string> Differences(string path, JsonNode? there, JsonNode? here) =>
        (there, here) is (JsonObject a, JsonObject b)
            ? a.Select(property => property.Key).Union(b.Select(property => property.Key)).SelectMany(key => Differences(path == "" ? key : $"{path}.{key}", a[key], b[key]))
            : JsonNode.DeepEquals(there, here) ? [] : [$"{path} is {Show(there)} there and {Show(here)} here"];

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
