using System;
using System.IO;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How blocks of values of one type are laid out, and how the type itself is written down.</summary>
internal abstract class BinaryCodec
{
    private const string KeyName = "Key2";
    private const string VectorName = "VBuffer";

    protected BinaryCodec(DataViewType type) => Type = type;

    public DataViewType Type { get; }

    /// <summary>The codec of a type, or null if files cannot hold it.</summary>
    public static BinaryCodec For(DataViewType type)
        => type switch
        {
            VectorDataViewType vector => For(vector.ItemType) is { } items ? TypeDispatch.Invoke(ForVector<int>, vector.ItemType.RawType, vector, items) : null,
            KeyDataViewType key => TypeDispatch.Invoke(FixedSizeCodec.Create<int>, key.RawType, (DataViewType)key),
            TextDataViewType => new TextCodec(),
            BooleanDataViewType => new BooleanCodec(),
            DateTimeDataViewType => new DateTimeCodec(),
            DateTimeOffsetDataViewType => new DateTimeOffsetCodec(),
            NumberDataViewType or TimeSpanDataViewType or RowIdDataViewType => TypeDispatch.Invoke(FixedSizeCodec.Create<int>, type.RawType, type),
            _ => null,
        };

    /// <summary>Writes a type: a name, and the length and bytes of what the name leaves open.</summary>
    public static void WriteType(BinaryWriter writer, DataViewType type)
    {
        using var parameters = new MemoryStream();
        using (var parameterWriter = new BinaryWriter(parameters))
            WriteParameters(parameterWriter, type);
        byte[] bytes = parameters.ToArray();
        writer.Write(NameOf(type));
        writer.Write7BitEncodedInt64(bytes.Length);
        writer.Write(bytes);
    }

    /// <summary>Reads a type; null if its name is not known.</summary>
    public static DataViewType ReadTypeOrNull(BinaryReader reader)
    {
        string name = reader.ReadString();
        Contracts.CheckDecode(name.Length > 0, "Non-empty signature string expected");
        long length = reader.Read7BitEncodedInt64();
        long end = reader.BaseStream.Position + length;
        Contracts.CheckDecode(length >= 0 && end <= reader.BaseStream.Length, "Codec type definition read from stream too large");
        DataViewType type = ReadParameters(reader, name);
        Contracts.CheckDecode(type == null || reader.BaseStream.Position == end,
            $"Codec type definition supposedly has {length} bytes, but the handler consumed {reader.BaseStream.Position - end + length}");
        reader.BaseStream.Position = end;
        return type;
    }

    private static BinaryCodec ForVector<T>(VectorDataViewType type, BinaryCodec items) => new VectorCodec<T>(type, (BinaryCodec<T>)items);

    private static string NameOf(DataViewType type)
        => type switch
        {
            VectorDataViewType => VectorName,
            KeyDataViewType => KeyName,
            TextDataViewType => "TextSpan",
            _ => type.RawType.Name,
        };

    private static void WriteParameters(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                WriteType(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (int dimension in vector.Dimensions)
                    writer.Write(dimension);
                break;
            case KeyDataViewType key:
                WriteType(writer, ColumnTypes.PrimitiveTypeFromType(key.RawType));
                writer.Write(key.Count);
                break;
        }
    }

    private static DataViewType ReadParameters(BinaryReader reader, string name)
    {
        if (name == "TextSpan")
            return TextDataViewType.Instance;
        if (name is not (VectorName or KeyName))
            return ColumnTypes.TryGetPrimitiveType(name, out PrimitiveDataViewType type) ? type : null;
        if (ReadTypeOrNull(reader) is not PrimitiveDataViewType itemType)
            return null;
        if (name == KeyName)
        {
            Contracts.CheckDecode(KeyDataViewType.IsValidDataType(itemType.RawType));
            ulong count = reader.ReadUInt64();
            Contracts.CheckDecode(0 < count);
            return new KeyDataViewType(itemType.RawType, count);
        }
        int rank = reader.ReadInt32();
        Contracts.CheckDecode(0 <= rank && rank <= 1024);
        var dimensions = new int[rank];
        for (int i = 0; i < rank; i++)
            Contracts.CheckDecode((dimensions[i] = reader.ReadInt32()) >= 0);
        return rank == 0 ? new VectorDataViewType(itemType) : new VectorDataViewType(itemType, dimensions);
    }
}

/// <summary>The codec of a raw type.</summary>
internal abstract class BinaryCodec<T> : BinaryCodec
{
    protected BinaryCodec(DataViewType type)
        : base(type)
    {
    }

    /// <summary>A block to be filled.</summary>
    public abstract BlockWriter<T> CreateBlock();

    /// <summary>A block of so many values, which the stream holds from here on.</summary>
    public abstract BlockReader<T> ReadBlock(BinaryReader reader, int count);
}

/// <summary>The values of a block that is being filled.</summary>
internal abstract class BlockWriter<T>
{
    /// <summary>About how many bytes the block takes.</summary>
    public abstract long Size { get; }

    public abstract void Add(in T value);

    public abstract void Write(BinaryWriter writer);
}

/// <summary>The values of a block that has been read.</summary>
internal abstract class BlockReader<T>
{
    public abstract void Get(int index, ref T value);
}
