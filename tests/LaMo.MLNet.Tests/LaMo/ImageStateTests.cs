using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

public class ImageStateTests
{
    private static readonly ImageShape _shape = new(Frames: 2, Height: 36, Width: 40);

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ActionsAreLearntFromImages(bool isBytes)
    {
        List<Step> steps = Steps(brightest: isBytes ? 255 : 1);
        IDataView data = Load(steps, _shape with { IsBytes = isBytes });
        using var model = (IDisposable)Pipeline(trainingSteps: 60).Fit(data);
        IDataView scored = ((ITransformer)model).Transform(data);
        Assert.Equal(scored.GetColumn<uint>("Action"), scored.GetColumn<uint>("PredictedAction"));
    }

    [Fact]
    public void SavedModelScoresAndActsTheSame()
    {
        List<Step> steps = Steps();
        IDataView data = Load(steps, _shape);
        ITransformer model = Pipeline(trainingSteps: 2).Fit(data);
        using var file = new MemoryStream();
        _ml.Model.Save(model, data.Schema, file);
        file.Position = 0;
        ITransformer again = new MLContext().Model.Load(file, out DataViewSchema schema);
        float[][] expected = [.. model.Transform(data).GetColumn<float[]>("Score")];
        Assert.Equal(expected, again.Transform(data).GetColumn<float[]>("Score"));

        IOnlinePolicy policy = _ml.OfflineRL().CreatePolicy(again, schema);
        policy.Reset(targetReturn: 5);
        for (int row = 0; row < 5; row++)
        {
            Assert.Equal([Array.IndexOf(expected[row], expected[row].Max())], policy.Act(steps[row].State));
            policy.Observe(steps[row].Reward);
        }
        Assert.Contains("holds 300", Assert.Throws<ArgumentException>(() => policy.Act([.. Enumerable.Repeat(300f, _shape.Size)])).Message);
        ((IDisposable)model).Dispose();
        ((IDisposable)again).Dispose();
    }

    [Fact]
    public void ContinuousActionsGoWithImagesToo()
    {
        List<Step> steps = Steps();
        IDataView data = _ml.OfflineRL().LoadFromSteps(steps, _shape.Size, actionSize: 1, image: _shape);
        using var model = (IDisposable)Pipeline(trainingSteps: 2).Fit(data);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 1), ((ITransformer)model).Transform(data).Schema["PredictedAction"].Type);
    }

    [Fact]
    public void ColumnThatIsNoImageIsASchemaErrorBeforeAnyRowIsRead()
    {
        const string expected = "'State': expected a known-size vector of Single, or an image of Byte or Single with dimensions [frames, height, width] of at least 36 x 36 pixels, got ";
        foreach (VectorDataViewType type in (VectorDataViewType[])
        [
            new(NumberDataViewType.Byte, 1296), new(NumberDataViewType.Byte, 36, 36), new(NumberDataViewType.Byte, 1, 35, 36), new(NumberDataViewType.Single, 1, 36, 20),
        ])
        {
            IDataView data = type.ItemType == NumberDataViewType.Byte ? Unreadable<byte>(type) : Unreadable<float>(type);
            Assert.Contains(expected + type, Assert.Throws<ArgumentOutOfRangeException>(() => Pipeline(1).Fit(data)).Message);
        }
    }

    [Fact]
    public void ImagesOfAnotherShapeAreNotScored()
    {
        IDataView data = Load(Steps(), _shape);
        using var model = (IDisposable)Pipeline(trainingSteps: 1).Fit(data);
        IDataView singles = Load(Steps(), _shape with { IsBytes = false });
        Assert.Contains("'State': expected Vector<Byte, 2, 36, 40>, got Vector<Single, 2, 36, 40>", Assert.Throws<ArgumentOutOfRangeException>(() => ((ITransformer)model).Transform(singles)).Message);
    }

    [Fact]
    public void PixelsMustBeBytes()
    {
        List<Step> steps = Steps();
        steps[3].State[7] = 0.5f;
        Exception error = Assert.ThrowsAny<Exception>(() => Load(steps, _shape).GetColumn<byte[]>("State").Count());
        Assert.Contains("Episode 0, step 3: the pixel 0.5 is no byte", error.GetBaseException().Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().LoadFromSteps(steps, stateSize: 3, actionSize: 1, actionCount: 2, _shape));
    }

    private IDataView Load(List<Step> steps, ImageShape shape) => _ml.OfflineRL().LoadFromSteps(steps, shape.Size, actionSize: 1, actionCount: 2, shape);

    private IEstimator<ITransformer> Pipeline(int trainingSteps)
    {
        LaMoTrainer.Options options = DiscreteSteps.Options(trainingSteps);
        options.ContextLength = 2;
        options.BatchSize = 8;
        return _ml.Transforms.ReturnsToGo(scale: 5).Append(_ml.OfflineRL().Trainers.LaMo(options));
    }

    /// <summary>Rows whose state cannot be read.</summary>
    private IDataView Unreadable<T>(VectorDataViewType type)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(UnreadableRow<T>));
        schema["State"].ColumnType = type;
        schema["Action"].ColumnType = new KeyDataViewType(typeof(uint), 2);
        return _ml.Data.LoadFromEnumerable([new UnreadableRow<T>()], schema);
    }

    private sealed class UnreadableRow<T>
    {
        public int EpisodeId { get; set; }

        public int Timestep { get; set; }

        public T[] State => throw new InvalidOperationException("The state was read.");

        public uint Action { get; set; }

        public float Reward { get; set; }
    }

    /// <summary>Episodes of 5 steps whose action is the side of the screen that is bright.</summary>
    private static List<Step> Steps(float brightest = 255)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 30).Select(row =>
        {
            int side = random.Next(2);
            float brightness = brightest == 1 ? 0.5f + random.NextSingle() / 2 : random.Next(100, 256);
            return new Step
            {
                EpisodeId = row / 5,
                Timestep = row % 5,
                State = [.. Enumerable.Range(0, _shape.Size).Select(pixel => pixel % _shape.Width / (_shape.Width / 2) == side ? brightness : 0)],
                Action = [side],
                Reward = 1,
            };
        })];
    }
}
