using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace LaMo.Core.Data.Hdf5;

/// <summary>
/// Reads rows of a dataset that lies in chunks. libhdf5 finds a chunk and reads its bytes; they are unpacked here, those of several chunks at once. The rows that
/// the same chunks hold are a stripe; the stripe read last is kept for the rows after.
/// </summary>
internal sealed unsafe class Hdf5ChunkedRows : ArrayReader
{
    private readonly Hdf5File _file;
    private readonly FileArray _array;
    private readonly Hdf5DatasetHeader _header;
    private readonly Hdf5Handle _dataset;
    private readonly long[] _chunkShape;
    private readonly int _stripeRows;
    private readonly int _chunkBytes;
    private float[] _stripe = [];
    private long _kept = -1;

    public Hdf5ChunkedRows(Hdf5File file, FileArray array, Hdf5DatasetHeader header, Hdf5Handle dataset)
    {
        _file = file;
        _array = array;
        _header = header;
        _dataset = dataset;
        _chunkShape = header.ChunkShape!;
        _stripeRows = (int)Math.Min(_chunkShape[0], array.Rows);
        _chunkBytes = (int)_chunkShape.Aggregate((long)header.Type.Size, (product, size) => product * size);
    }

    public override void Read(long first, int rows, Span<float> destination)
    {
        int size = _array.RowSize;
        if (rows == 0 || size == 0)
            return;
        long firstStripe = first / _chunkShape[0], lastStripe = (first + rows - 1) / _chunkShape[0];
        // Whole stripes go where they belong, those at the ends by way of the one that is kept.
        long firstWhole = first % _chunkShape[0] == 0 ? firstStripe : firstStripe + 1;
        long endWhole = (first + rows) % _chunkShape[0] == 0 || first + rows == _array.Rows ? lastStripe + 1 : lastStripe;
        if (firstWhole > firstStripe || endWhole <= firstStripe)
            CopyKept(firstStripe, first, rows, destination);
        if (endWhole > firstWhole)
            ReadWhole(firstWhole, endWhole, first, destination);
        if (lastStripe > firstStripe && endWhole == lastStripe)
            CopyKept(lastStripe, first, rows, destination);
    }

    public override void Dispose() => _dataset.Dispose();

    private long StripeStart(long stripe) => stripe * _chunkShape[0];

    private int StripeLength(long stripe) => (int)Math.Min(_chunkShape[0], _array.Rows - StripeStart(stripe));

    private void ReadWhole(long stripe, long end, long first, Span<float> destination)
    {
        int size = _array.RowSize;
        if (end - stripe == 1)
        {
            Unpack(stripe, destination[(int)((StripeStart(stripe) - first) * size)..]);
            return;
        }
        fixed (float* start = destination)
        {
            nint values = (nint)start;
            long total = destination.Length;
            try
            {
                Parallel.For(stripe, end, number =>
                {
                    long offset = (StripeStart(number) - first) * size;
                    Unpack(number, new Span<float>((float*)values + offset, (int)Math.Min(total - offset, (long)StripeLength(number) * size)));
                });
            }
            catch (AggregateException e)
            {
                ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            }
        }
    }

    private void CopyKept(long stripe, long first, int rows, Span<float> destination)
    {
        int size = _array.RowSize;
        if (_kept != stripe)
        {
            if (_stripe.Length == 0)
                _stripe = new float[checked(_stripeRows * size)];
            _kept = -1;
            Unpack(stripe, _stripe);
            _kept = stripe;
        }
        long from = Math.Max(first, StripeStart(stripe)), to = Math.Min(first + rows, StripeStart(stripe) + StripeLength(stripe));
        _stripe.AsSpan((int)((from - StripeStart(stripe)) * size), (int)((to - from) * size)).CopyTo(destination[(int)((from - first) * size)..]);
    }

    /// <summary>Reads the chunks of a stripe, which lie side by side in the dimensions after the first.</summary>
    private void Unpack(long stripe, Span<float> destination)
    {
        byte[]? chunk = null;
        Span<long> offset = stackalloc long[_chunkShape.Length];
        offset.Clear();
        offset[0] = StripeStart(stripe);
        while (true)
        {
            ReadChunk(offset, ref chunk);
            Place(chunk, offset, StripeLength(stripe), destination);
            int dimension = _chunkShape.Length - 1;
            for (; dimension > 0; dimension--)
            {
                offset[dimension] += _chunkShape[dimension];
                if (offset[dimension] < _array.Shape[dimension])
                    break;
                offset[dimension] = 0;
            }
            if (dimension == 0)
                return;
        }
    }

    private void ReadChunk(ReadOnlySpan<long> offset, [NotNull] ref byte[]? chunk)
    {
        byte[] stored;
        uint skipped;
        fixed (long* place = offset)
            using (Hdf5Library.Enter())
            {
                bool isThere = Hdf5Native.ChunkStorageSize(_dataset, place, out long size) >= 0 && size > 0;
                if (!isThere || size > _file.Length || _chunkBytes > size * Hdf5Filters.MaxCompression)
                    throw _file.Fault(_array.Name, $"has no values from row {offset[0]} on, or is damaged there");
                stored = new byte[size];
                fixed (byte* bytes = stored)
                    if (Hdf5Native.ReadChunk(_dataset, 0, place, out skipped, bytes) < 0)
                        throw _file.Fault(_array.Name, $"cannot be read from row {offset[0]} on: the file is damaged");
            }
        chunk ??= new byte[_chunkBytes];
        try
        {
            Hdf5Filters.Undo(stored, _header.Filters, skipped, _header.Type.Size, chunk);
        }
        catch (InvalidDataException e)
        {
            throw _file.Fault(_array.Name, $"{e.Message}, from row {offset[0]} on");
        }
    }

    /// <summary>Copies a chunk to its place in the rows of a stripe; what lies beyond the array's ends is left out.</summary>
    private void Place(ReadOnlySpan<byte> chunk, ReadOnlySpan<long> offset, int rows, Span<float> destination)
    {
        int rank = _chunkShape.Length, last = rank - 1;
        // Where a chunk is as wide as a row its values lie as the array's do; else along the last dimension.
        bool isWide = true;
        for (int dimension = 1; dimension < rank; dimension++)
            isWide &= _chunkShape[dimension] == _array.Shape[dimension];
        if (isWide)
        {
            _header.Type.ToSingle(chunk[..(rows * _array.RowSize * _header.Type.Size)], destination);
            return;
        }
        int run = (int)Math.Min(_chunkShape[last], _array.Shape[last] - offset[last]);
        float[] values = ArrayPool<float>.Shared.Rent(chunk.Length / _header.Type.Size);
        _header.Type.ToSingle(chunk, values);
        if (rank == 2)
            PlaceColumns(values, (int)_chunkShape[last], run, rows, destination[(int)offset[last]..]);
        else
            PlaceRuns(values, run, offset, rows, destination);
        ArrayPool<float>.Shared.Return(values);
    }

    private void PlaceColumns(ReadOnlySpan<float> chunk, int width, int run, int rows, Span<float> destination)
    {
        int size = _array.RowSize;
        // Most chunks that are narrower than a row are narrow indeed: copying value by value beats a call for each run.
        for (int row = 0, from = 0, to = 0; row < rows; row++, from += width, to += size)
            for (int i = 0; i < run; i++)
                destination[to + i] = chunk[from + i];
    }

    private void PlaceRuns(ReadOnlySpan<float> chunk, int run, ReadOnlySpan<long> offset, int rows, Span<float> destination)
    {
        int last = _chunkShape.Length - 1;
        long runs = 1;
        for (int dimension = 0; dimension < last; dimension++)
            runs *= _chunkShape[dimension];
        for (long number = 0; number < runs; number++)
        {
            // The run's place in the chunk, and from it that in the array.
            long rest = number, target = 0, stride = _array.Shape[last];
            bool isInside = true;
            for (int dimension = last - 1; dimension >= 0; dimension--)
            {
                long within = rest % _chunkShape[dimension];
                rest /= _chunkShape[dimension];
                long index = dimension == 0 ? within : offset[dimension] + within;
                isInside &= index < (dimension == 0 ? rows : _array.Shape[dimension]);
                target += index * stride;
                stride *= dimension == 0 ? 1 : _array.Shape[dimension];
            }
            if (isInside)
                chunk.Slice((int)(number * _chunkShape[last]), run).CopyTo(destination[(int)(target + offset[last])..]);
        }
    }
}
