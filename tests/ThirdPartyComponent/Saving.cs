using Microsoft.ML;

namespace ThirdPartyComponent;

/// <summary>Apart from the program, so that a process that does not save never loads what is used here.</summary>
internal static class Saving
{
    public static void Save(MLContext ml, IDataView rows, string path)
    {
        ITransformer copy = ml.Transforms.CopyColumns("X", "X").Fit(rows);
        ml.Model.Save(copy.Append(new Scaler(factor: 3, note: "thrice")), rows.Schema, path);
    }
}

internal sealed class Row
{
    public float X { get; set; }
}
