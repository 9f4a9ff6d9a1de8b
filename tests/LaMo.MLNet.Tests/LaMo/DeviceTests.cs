using Microsoft.ML;
using TorchSharp;

namespace LaMo.MLNet.Tests;

/// <summary>Where training and scoring happen; on a machine without CUDA, what happens when it is asked for.</summary>
public sealed class DeviceTests
{
    // No machine has that many.
    private const int MissingDevice = 999;

    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public DeviceTests() => _data = _ml.Load(TestSteps.Linear(6));

    [Fact]
    public void MissingCudaDeviceIsAnErrorBeforeAnyRowIsRead()
    {
        _ml.GpuDeviceId = MissingDevice;
        var error = Assert.Throws<InvalidOperationException>(() => _ml.Pipeline().Fit(_data));
        Assert.Contains($"GpuDeviceId is {MissingDevice}", error.Message);
        Assert.Contains("FallbackToCpu", error.Message);
    }

    [Fact]
    public void MissingCudaDeviceIsNoneWithFallbackToCpu()
    {
        var warnings = new List<string>();
        _ml.GpuDeviceId = MissingDevice;
        _ml.FallbackToCpu = true;
        _ml.Log += (_, e) => warnings.Add(e.Message);
        ITransformer model = _ml.Pipeline().Fit(_data);
        Assert.Contains(warnings, message => message.Contains("training on the CPU"));
        Assert.Equal(6, TestSteps.PredictedActions(model.Transform(_data)).Length);
    }

    [Fact]
    public void OptionIsAskedBeforeTheContext()
    {
        _ml.GpuDeviceId = MissingDevice;
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.Device = "cpu";
        _ml.Pipeline(options).Fit(_data);

        options.Device = "cuda:998";
        Assert.Contains("'cuda:998'", Assert.Throws<InvalidOperationException>(() => new MLContext().Pipeline(options).Fit(_data)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1:2")]
    public void OtherNamesAreRefused(string name)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.Device = name;
        Assert.Equal(nameof(options.Device), Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().Trainers.LaMo(options)).ParamName);
    }

    [Fact]
    public void LoadedModelScoresWhereItsContextSays()
    {
        ITransformer model = _ml.Pipeline().Fit(_data);
        using var file = new MemoryStream();
        _ml.Model.Save(model, _data.Schema, file);

        var other = new MLContext { GpuDeviceId = MissingDevice };
        Exception error = Assert.ThrowsAny<Exception>(() => other.Model.Load(file, out _));
        while (error.InnerException != null)
            error = error.InnerException;
        Assert.Contains($"GpuDeviceId is {MissingDevice}", error.Message);

        other.FallbackToCpu = true;
        file.Position = 0;
        Assert.Equal(TestSteps.PredictedActions(model.Transform(_data)), TestSteps.PredictedActions(other.Model.Load(file, out _).Transform(_data)));
    }

    [Fact]
    public void ScoringHasItsOwnNumberOfThreads()
    {
        int before = torch.get_num_threads();
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.NumberOfThreads = before + 1;
        SequenceTransformer model = _ml.Transforms.ReturnsToGo().Append(_ml.OfflineRL().Trainers.LaMo(options)).Fit(_data).LastTransformer;
        Assert.Equal(before + 1, model.NumberOfThreads);
        Assert.Equal(6, TestSteps.PredictedActions(model.Transform(_ml.Transforms.ReturnsToGo().Fit(_data).Transform(_data))).Length);
        Assert.Equal(before, torch.get_num_threads());
        Assert.Throws<ArgumentOutOfRangeException>(() => model.NumberOfThreads = 0);

        options.NumberOfThreads = 0;
        Assert.Equal(nameof(options.NumberOfThreads), Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().Trainers.LaMo(options)).ParamName);
    }
}
