using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LaMo.Core.Language;

/// <summary>
/// A corpus as tokens, in a file that is written once and then read where it is needed. Layout: eight characters, the SHA-256 of what the tokens come from and of the
/// tokens, both as bytes, then the tokens as little-endian Int32.
/// </summary>
public sealed class TokenFile : IDisposable
{
    private const int HashLength = 32;
    private const int TokensBegin = 8 + 2 * HashLength;

    private static readonly byte[] s_magic = "LAMOTOK1"u8.ToArray();

    private readonly SafeFileHandle _file;

    private TokenFile(SafeFileHandle file, byte[] source)
    {
        _file = file;
        Fingerprint = Convert.ToHexString(source);
        Count = (RandomAccess.GetLength(file) - TokensBegin) / sizeof(int);
    }

    /// <summary>The number of tokens.</summary>
    public long Count { get; }

    /// <summary>Tells these tokens from those of other corpora and vocabularies.</summary>
    public string Fingerprint { get; }

    /// <summary>
    /// Opens the tokens of a corpus; tokenizes it first if that was not done, if corpus or vocabulary have changed since, or if the file is damaged. Threads and processes that do so at once
    /// get the same file.
    /// </summary>
    /// <param name="corpus">The text.</param>
    /// <param name="tokenizer">The vocabulary.</param>
    /// <param name="folder">Where token files lie; made if need be.</param>
    /// <param name="cancellation">Stops tokenizing.</param>
    /// <returns>The tokens, with <see cref="TextTokenizer.EndOfText"/> after each document.</returns>
    public static TokenFile Open(TextCorpus corpus, TextTokenizer tokenizer, string folder, CancellationToken cancellation = default)
    {
        byte[] source = SHA256.HashData(Encoding.UTF8.GetBytes(corpus.Fingerprint() + tokenizer.Fingerprint));
        string path = Path.Combine(folder, $"{Convert.ToHexStringLower(source.AsSpan(0, 8))}.tokens");
        if (TryOpen(path, source) is TokenFile cached)
            return cached;
        Directory.CreateDirectory(folder);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = File.Create(temporary))
                Write(stream, source, corpus, tokenizer, cancellation);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && TryOpen(path, source) is TokenFile written)
        {
            // Windows does not replace a file that whoever came first has open.
            return written;
        }
        finally
        {
            File.Delete(temporary);
        }
        return TryOpen(path, source) ?? throw new IOException($"The token file {path} changed while it was opened.");
    }

    /// <summary>Reads tokens.</summary>
    /// <param name="start">The first token's position.</param>
    /// <param name="tokens">Filled.</param>
    /// <exception cref="ArgumentOutOfRangeException">The corpus does not have these tokens.</exception>
    public void Read(long start, Span<int> tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Count - tokens.Length);
        ReadExactly(_file, MemoryMarshal.AsBytes(tokens), TokensBegin + start * sizeof(int));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(tokens, tokens);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Write(FileStream stream, byte[] source, TextCorpus corpus, TextTokenizer tokenizer, CancellationToken cancellation)
    {
        stream.Write(s_magic);
        stream.Write(source);
        stream.Write(new byte[HashLength]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string text, bool endsDocument) in corpus.ReadTexts())
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<int> tokens = tokenizer.Encode(text);
            byte[] bytes = new byte[(tokens.Count + (endsDocument ? 1 : 0)) * sizeof(int)];
            for (int i = 0; i < tokens.Count; i++)
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), tokens[i]);
            if (endsDocument)
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(tokens.Count * sizeof(int)), tokenizer.EndOfText);
            stream.Write(bytes);
            hash.AppendData(bytes);
        }
        stream.Position = s_magic.Length + HashLength;
        stream.Write(hash.GetHashAndReset());
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The file, unless it is missing, belongs to something else or is damaged.</summary>
    private static TokenFile? TryOpen(string path, byte[] source)
    {
        if (!File.Exists(path))
            return null;
        SafeFileHandle file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        if (IsWhole(file, source))
            return new TokenFile(file, source);
        file.Dispose();
        return null;
    }

    private static bool IsWhole(SafeFileHandle file, byte[] source)
    {
        long length = RandomAccess.GetLength(file);
        if (length < TokensBegin || (length - TokensBegin) % sizeof(int) != 0)
            return false;
        byte[] header = new byte[TokensBegin];
        ReadExactly(file, header, 0);
        if (!header.AsSpan(0, s_magic.Length + HashLength).SequenceEqual([.. s_magic, .. source]))
            return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[1 << 20];
        for (long position = TokensBegin; position < length; position += chunk.Length)
        {
            Span<byte> part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, length - position));
            ReadExactly(file, part, position);
            hash.AppendData(part);
        }
        return hash.GetHashAndReset().AsSpan().SequenceEqual(header.AsSpan(TokensBegin - HashLength));
    }

    private static void ReadExactly(SafeFileHandle file, Span<byte> bytes, long position)
    {
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, position);
            if (read == 0)
                throw new EndOfStreamException("The token file ended early.");
            bytes = bytes[read..];
            position += read;
        }
    }
}
