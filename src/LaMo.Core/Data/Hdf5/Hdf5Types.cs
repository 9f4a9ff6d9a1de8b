namespace LaMo.Core.Data.Hdf5;

/// <summary>The identifiers of libhdf5's own types and property classes.</summary>
internal static class Hdf5Types
{
    public static long NativeFloat { get; } = Hdf5Library.Constant("H5T_NATIVE_FLOAT_g");

    public static long NativeByte { get; } = Hdf5Library.Constant("H5T_NATIVE_UINT8_g");

    public static long Float32 { get; } = Hdf5Library.Constant("H5T_IEEE_F32LE_g");

    public static long Float64 { get; } = Hdf5Library.Constant("H5T_IEEE_F64LE_g");

    public static long Int32 { get; } = Hdf5Library.Constant("H5T_STD_I32LE_g");

    public static long Int64 { get; } = Hdf5Library.Constant("H5T_STD_I64LE_g");

    public static long Int8 { get; } = Hdf5Library.Constant("H5T_STD_I8LE_g");

    public static long Text { get; } = Hdf5Library.Constant("H5T_C_S1_g");

    public static long DatasetCreation { get; } = Hdf5Library.Constant("H5P_CLS_DATASET_CREATE_ID_g");
}
