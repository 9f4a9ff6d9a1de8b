using System.IO.Compression;

namespace LaMo.Core.Data.Npz;

/// <summary>The bytes of a zip file's entry, and the archive that is closed with them.</summary>
internal sealed class EntryStream(ZipArchive zip, Stream entry) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => entry.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => entry.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            entry.Dispose();
            zip.Dispose();
        }
        base.Dispose(disposing);
    }
}
