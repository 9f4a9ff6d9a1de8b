using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

public class DiscreteActionTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void NamedActionsAreLearntAndComeBackByName()
    {
        List<Step> steps = DiscreteSteps.Make();
        IDataView data = _ml.Data.LoadFromEnumerable(DiscreteSteps.Named(steps));
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Action")
            .Append(_ml.DiscretePipeline(steps: 150))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedAction"))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Name", "Action"));
        using var model = pipeline.Fit(data);
        IDataView scored = model.Transform(data);
        string[] names = [.. scored.GetColumn<string>("Name")];
        Assert.Equal(steps.Select(step => DiscreteSteps.Names[(int)step.Action[0]]), names);
        Assert.Equal(names, scored.GetColumn<string>("PredictedName"));

        // Score's slots have the actions' names, in the order of the keys.
        VBuffer<ReadOnlyMemory<char>> slots = default, values = default;
        scored.Schema["Score"].GetSlotNames(ref slots);
        scored.Schema["Action"].GetKeyValues(ref values);
        Assert.Equal(values.DenseValues().Select(name => name.ToString()), slots.DenseValues().Select(name => name.ToString()));
        Assert.Equal(DiscreteSteps.Names.Order(), slots.DenseValues().Select(name => name.ToString()).Order());

        var metrics = Assert.IsType<DiscreteActionMetrics>(_ml.OfflineRL().Evaluate(scored));
        Assert.Equal(1, metrics.Accuracy);
    }

    [Fact]
    public void ScoreHoldsProbabilitiesAndThePredictedActionIsTheMostProbable()
    {
        IDataView data = _ml.LoadDiscrete(DiscreteSteps.Make());
        using var model = (IDisposable)_ml.DiscretePipeline().Fit(data);
        IDataView scored = ((ITransformer)model).Transform(data);
        foreach ((uint key, float[] score) in scored.GetColumn<uint>("PredictedAction").Zip(scored.GetColumn<float[]>("Score")))
        {
            Assert.Equal(3, score.Length);
            Assert.Equal(1, score.Sum(), 1e-5);
            Assert.Equal(score.Max(), score[key - 1]);
        }
        // Read by one cursor, which computes both at once.
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<uint> getKey = cursor.GetGetter<uint>(scored.Schema["PredictedAction"]);
        ValueGetter<VBuffer<float>> getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        uint current = 0;
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
        {
            getScore(ref scores);
            getKey(ref current);
            Assert.Equal(scores.DenseValues().Max(), scores.GetItemOrDefault((int)current - 1));
        }
    }

    [Fact]
    public void ColumnsAreAnnotatedAsThoseOfAMulticlassClassifier()
    {
        IDataView data = _ml.LoadDiscrete(DiscreteSteps.Make(episodes: 2));
        LaMoTrainer.Options options = DiscreteSteps.Options(steps: 1);
        options.ScoreColumnName = "Chances";
        using var model = _ml.Transforms.ReturnsToGo(scale: 10).Append(_ml.OfflineRL().Trainers.LaMo(options)).Fit(data);
        DataViewSchema schema = model.GetOutputSchema(data.Schema);
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), schema["PredictedAction"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), schema["Chances"].Type);
        Assert.Equal((1u, "MulticlassClassification", "PredictedLabel"), Annotations("PredictedAction"));
        Assert.Equal((1u, "MulticlassClassification", "Score"), Annotations("Chances"));
        Assert.False(schema["Chances"].HasSlotNames());

        // Scoring what has been scored makes a second set.
        schema = model.LastTransformer.GetOutputSchema(schema);
        Assert.Equal((2u, "MulticlassClassification", "Score"), Annotations("Chances"));

        (uint SetId, string Kind, string ValueKind) Annotations(string column)
        {
            uint id = 0;
            ReadOnlyMemory<char> kind = default, valueKind = default;
            schema[column].Annotations.GetValue("ScoreColumnSetId", ref id);
            schema[column].Annotations.GetValue("ScoreColumnKind", ref kind);
            schema[column].Annotations.GetValue("ScoreValueKind", ref valueKind);
            return (id, kind.ToString(), valueKind.ToString());
        }
    }

    [Fact]
    public void SavedModelScoresTheSame()
    {
        IDataView data = _ml.LoadDiscrete(DiscreteSteps.Make(episodes: 5));
        ITransformer model = _ml.DiscretePipeline().Fit(data);
        using var file = new MemoryStream();
        _ml.Model.Save(model, data.Schema, file);
        file.Position = 0;
        ITransformer again = new MLContext().Model.Load(file, out _);
        IDataView expected = model.Transform(data), scored = again.Transform(data);
        Assert.Equal(expected.GetColumn<uint>("PredictedAction"), scored.GetColumn<uint>("PredictedAction"));
        Assert.Equal(expected.GetColumn<float[]>("Score"), scored.GetColumn<float[]>("Score"));
        ((IDisposable)model).Dispose();
        ((IDisposable)again).Dispose();
    }

    [Fact]
    public void PolicyTakesTheActionsThatScoringPredicts()
    {
        List<Step> steps = DiscreteSteps.Make();
        IDataView data = _ml.LoadDiscrete(steps);
        using var model = (IDisposable)_ml.DiscretePipeline(steps: 150).Fit(data);
        IOnlinePolicy policy = _ml.OfflineRL().CreatePolicy((ITransformer)model, data.Schema);
        uint[] predicted = [.. ((ITransformer)model).Transform(data).GetColumn<uint>("PredictedAction")];
        for (int row = 0; row < 12; row++)
        {
            if (steps[row].Timestep == 0)
                policy.Reset(targetReturn: 6);
            Assert.Equal([predicted[row] - 1], policy.Act(steps[row].State));
            policy.Observe(steps[row].Reward);
        }

        IOnlinePolicy sampling = _ml.OfflineRL().CreatePolicy((ITransformer)model, data.Schema, samplingSeed: 5);
        sampling.Reset(6);
        Assert.InRange(Assert.Single(sampling.Act(steps[0].State)), 0, 2);
    }

    [Theory]
    [InlineData(DataKind.Byte)]
    [InlineData(DataKind.UInt16)]
    [InlineData(DataKind.UInt64)]
    public void KeysOfEveryTypeAreActions(DataKind kind)
    {
        IDataView data = _ml.LoadDiscrete(DiscreteSteps.Make(episodes: 3));
        IDataView converted = _ml.Transforms.Conversion.ConvertType("Action", outputKind: kind).Fit(data).Transform(data);
        IEstimator<ITransformer> pipeline = _ml.DiscretePipeline(steps: 5);
        using var model = (IDisposable)pipeline.Fit(data);
        using var other = (IDisposable)pipeline.Fit(converted);
        IDataView scored = ((ITransformer)other).Transform(converted);
        Assert.Equal(converted.Schema["Action"].Type, scored.Schema["PredictedAction"].Type);
        IDataView keys = _ml.Transforms.Conversion.ConvertType("PredictedAction", outputKind: DataKind.UInt32).Fit(scored).Transform(scored);
        Assert.Equal(((ITransformer)model).Transform(data).GetColumn<uint>("PredictedAction"), keys.GetColumn<uint>("PredictedAction"));
    }

    [Fact]
    public void MissingActionIsAnErrorThatNamesTheRow()
    {
        List<DiscreteSteps.NamedStep> steps = [.. DiscreteSteps.Named(DiscreteSteps.Make(episodes: 3))];
        ITransformer keys = _ml.Transforms.Conversion.MapValueToKey("Action").Fit(_ml.Data.LoadFromEnumerable(steps));
        steps[7].Action = "jump";
        IDataView data = keys.Transform(_ml.Data.LoadFromEnumerable(steps));
        Exception error = Assert.ThrowsAny<Exception>(() => _ml.DiscretePipeline().Fit(data));
        Assert.Contains("Row 7: column 'Action' is missing", error.GetBaseException().Message);
    }

    [Fact]
    public void AnotherNumberOfActionsIsASchemaError()
    {
        IDataView data = _ml.LoadDiscrete(DiscreteSteps.Make(episodes: 2));
        using var model = (IDisposable)_ml.DiscretePipeline(steps: 1).Fit(data);
        IDataView other = _ml.OfflineRL().LoadFromSteps(DiscreteSteps.Make(episodes: 2), 3, 1, actionCount: 4);
        Assert.Contains("'Action': expected Key<UInt32, 0-2>, got Key<UInt32, 0-3>", Assert.Throws<ArgumentOutOfRangeException>(() => ((ITransformer)model).Transform(other)).Message);
        IDataView continuous = _ml.OfflineRL().LoadFromSteps(DiscreteSteps.Make(episodes: 2), 3, 1);
        Assert.Contains("'Action': expected Key<UInt32, 0-2>, got Vector<Single, 1>", Assert.Throws<ArgumentOutOfRangeException>(() => ((ITransformer)model).Transform(continuous)).Message);
    }

    [Fact]
    public void StepsMustHaveOneOfTheActions()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().LoadFromSteps([], 3, actionSize: 2, actionCount: 3));
        foreach (float action in (float[])[3, -1, 0.5f, float.NaN])
        {
            IDataView data = _ml.LoadDiscrete([new Step { EpisodeId = 4, Timestep = 2, State = [1, 2, 3], Action = [action] }]);
            Exception error = Assert.ThrowsAny<Exception>(() => data.GetColumn<uint>("Action").Count());
            Assert.Contains($"Episode 4, step 2: the action [{action}] is none of 0 to 2", error.GetBaseException().Message);
        }
    }
}
