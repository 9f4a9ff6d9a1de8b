using System.Runtime.InteropServices;

namespace LaMo.Core.Data.Hdf5;

/// <summary>The functions of libhdf5's C interface that are used, as they are since version 1.10.3. Identifiers are 64 bits; a negative result is a failure.</summary>
internal static unsafe partial class Hdf5Native
{
    public const uint ReadOnly = 0;
    public const uint Truncate = 2;

    static Hdf5Native() => NativeLibrary.SetDllImportResolver(typeof(Hdf5Native).Assembly, Hdf5Library.Resolve);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5open")]
    public static partial int Open();

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Eset_auto2")]
    public static partial int SilenceErrors(long stack, nint function, nint data);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Idec_ref")]
    public static partial int Release(nint id);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Fopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial Hdf5Handle OpenFile(string path, uint flags, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Fcreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial Hdf5Handle CreateFile(string path, uint flags, long creation, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Lexists", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LinkExists(Hdf5Handle location, string name, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Oget_info_by_name2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ObjectInfo(Hdf5Handle location, string name, byte* info, uint fields, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Gget_info_by_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GroupInfo(Hdf5Handle location, string name, byte* info, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Lget_name_by_idx", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint LinkName(Hdf5Handle location, string group, int index, int order, ulong number, byte* name, nuint size, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Gcreate2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial Hdf5Handle CreateGroup(Hdf5Handle location, string name, long linkCreation, long creation, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Acreate2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial Hdf5Handle CreateAttribute(Hdf5Handle location, string name, long type, Hdf5Handle space, long creation, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Awrite")]
    public static partial int WriteAttribute(Hdf5Handle attribute, long type, void* value);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Dopen2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial Hdf5Handle OpenDataset(Hdf5Handle location, string name, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Dcreate2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial Hdf5Handle CreateDataset(Hdf5Handle location, string name, long type, Hdf5Handle space, long linkCreation, Hdf5Handle creation, long access);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Dget_space")]
    public static partial Hdf5Handle DatasetSpace(Hdf5Handle dataset);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Dget_type")]
    public static partial Hdf5Handle DatasetType(Hdf5Handle dataset);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Dread")]
    public static partial int Read(Hdf5Handle dataset, long type, Hdf5Handle memory, Hdf5Handle file, long transfer, void* buffer);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Dget_chunk_storage_size")]
    public static partial int ChunkStorageSize(Hdf5Handle dataset, long* offset, out long size);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Dread_chunk")]
    public static partial int ReadChunk(Hdf5Handle dataset, long transfer, long* offset, out uint skippedFilters, void* buffer);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Dwrite")]
    public static partial int Write(Hdf5Handle dataset, long type, Hdf5Handle memory, Hdf5Handle file, long transfer, void* buffer);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Screate_simple")]
    public static partial Hdf5Handle CreateSpace(int rank, long* size, long* largest);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Screate")]
    public static partial Hdf5Handle CreateSpace(int kind);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Sselect_hyperslab")]
    public static partial int Select(Hdf5Handle space, int operation, long* start, long* stride, long* count, long* block);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Tcopy")]
    public static partial Hdf5Handle CopyType(long type);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Tset_size")]
    public static partial int SetSize(Hdf5Handle type, nuint size);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Tset_cset")]
    public static partial int SetCharacters(Hdf5Handle type, int set);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Tenum_create")]
    public static partial Hdf5Handle CreateEnum(long type);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Tenum_insert", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int InsertEnum(Hdf5Handle type, string name, sbyte* value);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Pcreate")]
    public static partial Hdf5Handle CreateProperties(long kind);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Pset_chunk")]
    public static partial int SetChunk(Hdf5Handle properties, int rank, long* size);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Pset_shuffle")]
    public static partial int SetShuffle(Hdf5Handle properties);

    [LibraryImport(Hdf5Library.Name, EntryPoint = "H5Pset_deflate")]
    public static partial int SetDeflate(Hdf5Handle properties, uint level);
}
