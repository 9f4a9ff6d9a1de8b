// Saves a chain with a component of this assembly (save FILE), or loads it (load FILE); prints what the model makes of the same rows either way.
// A process that loads does not mention the component: the name in the file is all that leads to it.
using Microsoft.ML;
using Microsoft.ML.Data;
using ThirdPartyComponent;

MLContext ml = new(seed: 0);
IDataView rows = ml.Data.LoadFromEnumerable([new Row { X = 1 }, new Row { X = 2 }]);
if (args[0] == "save")
    Saving.Save(ml, rows, args[1]);
ITransformer model = ml.Model.Load(args[1], out DataViewSchema schema);
Console.WriteLine(string.Join(' ', model.Transform(rows).GetColumn<float>("X")));
Console.WriteLine(string.Join(' ', schema.Select(column => column.Name)));
