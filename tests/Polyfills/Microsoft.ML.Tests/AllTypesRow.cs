using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>A row with a column of every type that files can hold.</summary>
internal sealed class AllTypesRow
{
    public const string Schema =
        "I1: SByte | U1: Byte | I2: Int16 | U2: UInt16 | I4: Int32 | U4: UInt32 | I8: Int64 | U8: UInt64 | R4: Single | R8: Double | TX: String | " +
        "BL: Boolean | TS: TimeSpan | DT: DateTime | DZ: DateTimeOffset | K: Key<UInt32, 0-4> | VF: Vector<Single, 3> | VT: Vector<String, 3> | " +
        "VK: Vector<Key<UInt32, 0-4>, 3> | UG: DataViewRowId | VV: Vector<Double>";

    public sbyte I1 { get; set; }

    public byte U1 { get; set; }

    public short I2 { get; set; }

    public ushort U2 { get; set; }

    public int I4 { get; set; }

    public uint U4 { get; set; }

    public long I8 { get; set; }

    public ulong U8 { get; set; }

    public float R4 { get; set; }

    public double R8 { get; set; }

    public string? TX { get; set; }

    public bool BL { get; set; }

    public TimeSpan TS { get; set; }

    public DateTime DT { get; set; }

    public DateTimeOffset DZ { get; set; }

    [KeyType(5)]
    public uint K { get; set; }

    [VectorType(3)]
    public float[] VF { get; set; } = new float[3];

    [VectorType(3)]
    public string?[] VT { get; set; } = new string[3];

    [VectorType(3), KeyType(5)]
    public uint[] VK { get; set; } = new uint[3];

    public DataViewRowId UG { get; set; }

    public double[] VV { get; set; } = [];

    public static AllTypesRow[] Rows { get; } =
    [
        new()
        {
            I1 = -5, U1 = 200, I2 = -300, U2 = 60000, I4 = -70000, U4 = 4000000000, I8 = long.MinValue, U8 = ulong.MaxValue, R4 = 0.1f, R8 = 0.1,
            TX = "a\"b:c\td\ne", BL = true, TS = new TimeSpan(1, 2, 3, 4, 5), DT = new DateTime(2020, 2, 3, 4, 5, 6, 7),
            DZ = new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.FromHours(-3)), K = 2, VF = [1, float.NaN, 3], VT = ["x", " y", ""],
            VK = [0, 1, 5], UG = new DataViewRowId(5, 6), VV = [1e300, -1e-300],
        },
        new() { R4 = float.NaN, R8 = double.PositiveInfinity, TX = " lead" },
        new() { R4 = float.NegativeInfinity, R8 = double.MaxValue, TX = "comma,semi;bar|x" },
    ];

    public static IDataView Load(MLContext ml) => ml.Data.LoadFromEnumerable(Rows);
}
