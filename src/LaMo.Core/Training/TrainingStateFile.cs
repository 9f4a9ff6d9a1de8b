using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LaMo.Core.Serialization;

namespace LaMo.Core.Training;

/// <summary>
/// The file that a training is kept in: what the training is of, its state, and the SHA-256 of both. It is replaced as a whole, so that a training killed at any
/// moment leaves its last state. Until it is disposed no other training can have it.
/// </summary>
internal sealed class TrainingStateFile : IDisposable
{
    private const string Format = "LaMo training state 1";

    private readonly string _path;
    private readonly JsonObject _identity;
    private readonly FileStream _lock;

    /// <param name="path">The file; its folder is made if it does not exist.</param>
    /// <param name="identity">What a training must have been started with to go on from here.</param>
    /// <exception cref="IOException">The folder cannot be made, or another training is kept in the file now.</exception>
    public TrainingStateFile(string path, JsonObject identity)
    {
        _path = Path.GetFullPath(path);
        _identity = identity;
        // Now, rather than after the first thousand steps, it shows that the folder cannot be made.
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        try
        {
            // The system gives it free when a process dies, however it dies.
            _lock = new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(_path + ".lock"))
        {
            throw new IOException($"Another training is kept in '{_path}' now. Wait for its end or choose another folder.", exception);
        }
    }

    /// <summary>Leaves the file to others.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Replaces the file.</summary>
    /// <param name="save">Writes the state.</param>
    public void Write(Action<Stream> save) => AtomicFile.Write(_path, stream =>
    {
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashed, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write(_identity.ToJsonString());
            writer.Flush();
            save(hashed);
        }
        stream.Write(hash.Hash);
    });

    /// <summary>Reads the file, if there is one.</summary>
    /// <param name="load">Reads the state.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or no training state.</exception>
    /// <exception cref="InvalidOperationException">It is the state of another training; the message says what differs.</exception>
    public void Read(Action<Stream> load)
    {
        if (!File.Exists(_path))
            return;
        using FileStream stream = File.OpenRead(_path);
        CheckHash(stream);
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadString() is var format && format != Format)
            throw new InvalidDataException($"'{_path}' is a '{format}', expected a '{Format}'.");
        string differences = string.Join("; ", JsonDifferences.Between(JsonNode.Parse(reader.ReadString()), _identity));
        if (differences != "")
            throw new InvalidOperationException($"The training state '{_path}' is of another run: {differences}. Choose another folder or delete the state.");
        load(stream);
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
}
