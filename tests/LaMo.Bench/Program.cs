using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LaMo.Bench;
using LaMo.Core;
using LaMo.Core.Networks;
using TorchSharp;

// One side of the benchmark, as tests/reference/worker.py is the other: LaMo.Bench CASE TASK [DEVICE [PRECISION [checkpointing]]]. Says a line of JSON about itself when it is warm, then for each
// number of seconds read from standard input one about what it did in that time, and at the end its peak memory.
if (args is not [var name, var task, ..] || args.Length > 5)
{
    Console.Error.WriteLine("Usage: LaMo.Bench CASE TASK [DEVICE [PRECISION [checkpointing]]]");
    return 2;
}
// As the lamo tool does.
NativeHeap.KeepFreedMemory();
OpenMPThreads.SleepWhenIdle();
BenchCase bench = BenchCase.Of(name) with
{
    DeviceName = args.ElementAtOrDefault(2) ?? "cpu",
    Precision = args.ElementAtOrDefault(3) is string precision ? Enum.Parse<Precision>(precision, ignoreCase: true) : Precision.Float32,
    GradientCheckpointing = args.ElementAtOrDefault(4) == "checkpointing",
};
using IDisposable? tensorFloat32 = TensorFloat32.Use(bench.Precision, bench.Device);
using IWork work = task switch
{
    "train" => new TrainingWork(bench, withText: false),
    "cotrain" => new TrainingWork(bench, withText: true),
    "score" => new ScoringWork(bench),
    "act" => new ActingWork(bench),
    "load" => new LoadingWork(),
    _ => throw new ArgumentException($"There is no task '{task}'."),
};
work.Do();
Say(new { torchSharp = typeof(torch).Assembly.GetName().Version!.ToString(), threads = torch.get_num_threads(), kernels = ProcessFacts.BlasKernels() });
while (Console.ReadLine() is string line)
{
    TimeSpan limit = TimeSpan.FromSeconds(double.Parse(line, CultureInfo.InvariantCulture));
    TimeSpan worked = Environment.CpuUsage.TotalTime;
    long began = Stopwatch.GetTimestamp(), units = 0;
    while (units == 0 || Stopwatch.GetElapsedTime(began) < limit)
        units += work.Do();
    if (bench.Device.type == DeviceType.CUDA)
        torch.cuda.synchronize(bench.Device);
    Say(new { units, seconds = Stopwatch.GetElapsedTime(began).TotalSeconds, processorSeconds = (Environment.CpuUsage.TotalTime - worked).TotalSeconds });
}
Say(new { peakMebibytes = ProcessFacts.PeakMebibytes() });
return 0;

static void Say(object answer) => Console.WriteLine(JsonSerializer.Serialize(answer));
