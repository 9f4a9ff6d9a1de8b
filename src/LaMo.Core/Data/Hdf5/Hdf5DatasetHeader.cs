namespace LaMo.Core.Data.Hdf5;

/// <summary>
/// What an HDF5 dataset holds and how it is stored, read from its header without libhdf5 and checked: the library trusts what a file says of itself, and a damaged
/// type or layout can end the process. Arrays of floats, integers and h5py's booleans pass, contiguous, compact or chunked, with gzip, shuffle and checksum filters.
/// </summary>
internal sealed class Hdf5DatasetHeader
{
    private const int MaxRank = 32;

    private const long MaxChunkSize = 1 << 28;

    private readonly Stream _file;
    private readonly long _start;
    private readonly List<int> _filters = [];

    private Hdf5DatasetHeader(Stream file, long start) => (_file, _start) = (file, start);

    public long[] Shape { get; private set; } = [];

    public NumberType Type { get; private set; } = NumberType.Boolean;

    /// <summary>The shape of the chunks that the values lie in; <see langword="null"/> if they lie in one piece.</summary>
    public long[]? ChunkShape { get; private set; }

    /// <summary>What chunks went through when they were written, in that order.</summary>
    public IReadOnlyList<int> Filters => _filters;

    private long FileLength => _file.Length - _start;

    /// <exception cref="InvalidDataException">The dataset is damaged or of a kind that is not supported; the message says how, not where.</exception>
    public static Hdf5DatasetHeader Read(Stream file, long start, long address)
    {
        Hdf5Messages messages = Hdf5Messages.Read(file, start, address);
        if (messages.Find(Hdf5Messages.ExternalFiles) is not null)
            throw new InvalidDataException("keeps its values in another file, which is not supported");
        var header = new Hdf5DatasetHeader(file, start);
        header.ReadShape(messages.Find(Hdf5Messages.Dataspace) ?? throw Damaged());
        header.ReadType(messages.Find(Hdf5Messages.Datatype) ?? throw Damaged());
        if (messages.Find(Hdf5Messages.Filters) is Hdf5Body filters)
            header.ReadFilters(filters);
        header.CheckFillValue(messages.Find(Hdf5Messages.FillValue));
        header.CheckLayout(messages.Find(Hdf5Messages.Layout) ?? throw Damaged());
        return header;
    }

    private void ReadShape(Hdf5Body body)
    {
        int version = body.Byte();
        int rank = body.Byte();
        body.Skip(1);
        int kind = version switch { 1 => rank == 0 ? 0 : 1, 2 => body.Byte(), _ => throw Damaged() };
        if (version == 1)
            body.Skip(5);
        if (kind > 1)
            throw new InvalidDataException("is empty");
        if (rank > MaxRank || (kind == 0 && rank != 0))
            throw Damaged();
        Shape = new long[rank];
        foreach (ref long size in Shape.AsSpan())
            if ((size = body.Int64()) < 0)
                throw Damaged();
    }

    private void ReadType(Hdf5Body body)
    {
        int versionAndClass = body.Byte();
        int bits = body.Byte();
        int bitsAfter = body.UInt16();
        int size = (int)Math.Min(body.UInt32(), int.MaxValue);
        bool isBigEndian = (bits & 1) != 0 && size > 1;
        NumberType? type = null;
        switch (versionAndClass & 0x0F)
        {
            case 0:
                CheckInteger(body, size);
                type = NumberType.Integer(size, isSigned: (bits & 0x08) != 0);
                break;
            case 1:
                CheckFloat(body, bits, bitsAfter, size);
                type = NumberType.Float(size);
                break;
            case 8 when size == 1:
                CheckBoolean(body, versionAndClass >> 4, members: bits + ((bitsAfter & 0xFF) << 8));
                (type, isBigEndian) = (NumberType.Boolean, false);
                break;
        }
        Type = type is not null && !isBigEndian ? type : throw new InvalidDataException("holds something else than little-endian floats, integers or booleans");
    }

    private static void CheckInteger(Hdf5Body body, int size)
    {
        if (body.UInt16() != 0 || body.UInt16() != 8 * size)
            throw new InvalidDataException("holds integers of unusual sizes");
    }

    private static void CheckFloat(Hdf5Body body, int bits, int bitsAfter, int size)
    {
        (int exponentAt, int exponentSize, uint bias) = size switch { 2 => (10, 5, 15u), 4 => (23, 8, 127u), _ => (52, 11, 1023u) };
        // Bits: an implied leading bit of the mantissa; the sign in the last bit of the value.
        bool usual = (bits & 0x30) == 0x20 && (bitsAfter & 0xFF) == 8 * size - 1
            && body.UInt16() == 0 && body.UInt16() == 8 * size
            && body.Byte() == exponentAt && body.Byte() == exponentSize && body.Byte() == 0 && body.Byte() == exponentAt && body.UInt32() == bias;
        if (!usual)
            throw new InvalidDataException("holds floats that are not IEEE 754's");
    }

    /// <summary>h5py writes booleans as an enumeration of FALSE and TRUE over bytes.</summary>
    private static void CheckBoolean(Hdf5Body body, int version, int members)
    {
        int baseType = body.Byte();
        body.Skip(3);
        if (version is < 1 or > 3 || (baseType & 0x0F) != 0 || body.UInt32() != 1 || members is < 1 or > 16)
            throw new InvalidDataException("holds an enumeration, which is not supported");
        CheckInteger(body, 1);
        for (int member = 0; member < members; member++)
            body.SkipText(version == 3 ? 1 : 8);
        body.Skip(members);
    }

    private void ReadFilters(Hdf5Body body)
    {
        int version = body.Byte();
        int count = body.Byte();
        if (version is not (1 or 2) || count > MaxRank)
            throw Damaged();
        if (version == 1)
            body.Skip(6);
        for (; count > 0; count--)
        {
            int filter = body.UInt16();
            int nameLength = version == 1 || filter >= 256 ? body.UInt16() : 0;
            body.Skip(2);
            int values = body.UInt16();
            body.Skip(nameLength);
            if (filter is not (Hdf5Filters.Deflate or Hdf5Filters.Shuffle or Hdf5Filters.Checksum))
                throw new InvalidDataException($"is compressed by filter {filter}{(filter == 32000 ? " (LZF)" : "")}, which is not supported; gzip is");
            uint first = values > 0 ? body.UInt32() : 0;
            body.Skip(4 * ((version == 1 ? (values + 1) / 2 * 2 : values) - (values > 0 ? 1 : 0)));
            if (filter == Hdf5Filters.Shuffle && first != Type.Size)
                throw Damaged();
            _filters.Add(filter);
        }
    }

    private void CheckFillValue(Hdf5Body? body)
    {
        if (body is null)
            return;
        int version = body.Byte();
        bool hasValue;
        if (version == 3)
            hasValue = (body.Byte() & 0x20) != 0;
        else
        {
            body.Skip(2);
            hasValue = body.Byte() != 0 || version == 1;
        }
        if (version is < 1 or > 3 || (hasValue && body.UInt32() is uint size && size != 0 && (size != Type.Size || size > body.Rest)))
            throw Damaged();
    }

    private void CheckLayout(Hdf5Body body)
    {
        Int128 size = Shape.Aggregate((Int128)Type.Size, (product, length) => product * length);
        int version = body.Byte();
        if (version is not (3 or 4))
            throw new InvalidDataException("is laid out in a way that is not supported");
        switch (body.Byte())
        {
            case 0:
                int stored = body.UInt16();
                if (stored != size || stored > body.Rest)
                    throw Damaged();
                break;
            case 1:
                long address = body.Int64(), length = body.Int64();
                if (length != size || (length > 0 && (address < 0 || address > FileLength - length)))
                    throw new InvalidDataException("is larger than the file that it is in");
                break;
            case 2:
                if (version == 3)
                    CheckChunks(ReadChunkShape(body, out long tree), tree, size);
                else
                    CheckChunks(ReadLatestChunkShape(body), null, size);
                break;
            default:
                throw new InvalidDataException("is put together from other files, which is not supported");
        }
    }

    private static long[] ReadChunkShape(Hdf5Body body, out long tree)
    {
        int rank = body.Byte();
        tree = body.Int64();
        return Numbers(body, rank, width: 4);
    }

    private static long[] ReadLatestChunkShape(Hdf5Body body)
    {
        body.Skip(1);
        int rank = body.Byte();
        return Numbers(body, rank, width: body.Byte());
    }

    private static long[] Numbers(Hdf5Body body, int count, int width)
    {
        var numbers = new long[count];
        foreach (ref long number in numbers.AsSpan())
            number = body.Number(width);
        return numbers;
    }

    /// <summary>The last dimension of a chunk is the size of a value.</summary>
    private void CheckChunks(long[] chunk, long? tree, Int128 size)
    {
        if (chunk.Length != Shape.Length + 1 || chunk[^1] != Type.Size || chunk.Any(length => length is < 1 or > uint.MaxValue))
            throw Damaged();
        Int128 chunkSize = chunk.Aggregate((Int128)1, (product, length) => product * length);
        // A chunk may be larger than what it is filled with; what is claimed to be there must fit the file.
        if (chunkSize > MaxChunkSize || size > (Int128)FileLength * (_filters.Contains(Hdf5Filters.Deflate) ? Hdf5Filters.MaxCompression : 1))
            throw new InvalidDataException("is larger than the file that it is in");
        // The newest structures carry checksums, and libhdf5 looks at those.
        if (tree is long address)
            Hdf5Tree.CheckChunks(_file, _start, address, Shape.Length);
        ChunkShape = chunk[..^1];
    }

    private static InvalidDataException Damaged() => new("has a damaged header");
}
