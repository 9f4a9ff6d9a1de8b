using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>The ten rows that the recorded facts were observed on.</summary>
internal sealed class SampleRow
{
    public float[]? W;

    public long L;

    public float A { get; set; }

    public int B { get; set; }

    [VectorType(3)]
    public float[] V { get; set; } = [];

    public string? S { get; set; }

    [KeyType(5)]
    public uint K { get; set; }

    public double D { get; set; }

    public bool Flag { get; set; }

    public float N { get; set; }

    public DateTime When { get; set; }

    public int ReadOnlyProp => 7;

    [NoColumn]
    public string? NotThere { get; set; }

    public static SampleRow[] Rows { get; } = Enumerable.Range(0, 10).Select(i => new SampleRow
    {
        W = new float[i % 3],
        L = i,
        A = i,
        B = i,
        V = [i, 1, 2],
        S = i % 2 == 1 ? null : "x" + i % 4,
        K = (uint)(i % 4),
        D = i / 2.0,
        Flag = i % 2 == 1,
        N = i == 3 ? float.NaN : i,
        When = new DateTime(2020, 1, 1).AddDays(i),
    }).ToArray();

    /// <summary>Schema of the rows, as <see cref="SchemaText"/> writes it.</summary>
    public const string Schema = "W: Vector<Single> | L: Int64 | A: Single | B: Int32 | V: Vector<Single, 3> | S: String | K: Key<UInt32, 0-4> | " +
        "D: Double | Flag: Boolean | N: Single | When: DateTime | ReadOnlyProp: Int32";

    public static IDataView Load(MLContext ml) => ml.Data.LoadFromEnumerable(Rows);
}
