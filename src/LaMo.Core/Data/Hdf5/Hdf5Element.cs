namespace LaMo.Core.Data.Hdf5;

/// <summary>What the arrays of a new HDF5 file hold.</summary>
internal enum Hdf5Element
{
    /// <summary>h5py's booleans.</summary>
    Boolean,
    Byte,
    Int32,
    Int64,
    Single,
    Double,
}
