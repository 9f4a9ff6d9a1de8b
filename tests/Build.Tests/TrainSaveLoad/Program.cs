// Trains a pipeline and saves it (train FILE), or loads it (load FILE); prints what the model makes of the same rows either way.
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

MLContext ml = new(seed: 0);
IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row { State = [i, i * i] }));

ITransformer model;
if (args[0] == "train")
{
    model = ml.Transforms.NormalizeMeanVariance("State", fixZero: false).Fit(rows);
    ml.Model.Save(model, rows.Schema, args[1]);
}
else
    model = ml.Model.Load(args[1], out _);

foreach (VBuffer<float> state in model.Transform(rows).GetColumn<VBuffer<float>>("State"))
    Console.WriteLine(string.Join(' ', state.DenseValues().Select(value => value.ToString("R", CultureInfo.InvariantCulture))));

internal sealed class Row
{
    [VectorType(2)]
    public float[] State { get; set; } = [];
}
