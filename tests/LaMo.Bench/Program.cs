using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LaMo.Bench;
using LaMo.Core;

// One side of the benchmark, as tests/reference/worker.py is the other: LaMo.Bench CASE TASK. Says a line of JSON about itself when it is warm, then for each
// number of seconds read from standard input one about what it did in that time, and at the end its peak memory.
if (args is not [var name, var task])
{
    Console.Error.WriteLine("Usage: LaMo.Bench CASE TASK");
    return 2;
}
// As the lamo tool does.
NativeHeap.KeepFreedMemory();
BenchCase bench = BenchCase.Of(name);
using IWork work = task switch
{
    "train" => new TrainingWork(bench, withText: false),
    "cotrain" => new TrainingWork(bench, withText: true),
    "score" => new ScoringWork(bench),
    "act" => new ActingWork(bench),
    _ => throw new ArgumentException($"There is no task '{task}'."),
};
work.Do();
Say(new { torchSharp = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(), threads = TorchSharp.torch.get_num_threads(), kernels = ProcessFacts.BlasKernels() });
while (Console.ReadLine() is string line)
{
    TimeSpan limit = TimeSpan.FromSeconds(double.Parse(line, CultureInfo.InvariantCulture));
    TimeSpan worked = Environment.CpuUsage.TotalTime;
    long began = Stopwatch.GetTimestamp(), units = 0;
    while (units == 0 || Stopwatch.GetElapsedTime(began) < limit)
        units += work.Do();
    Say(new { units, seconds = Stopwatch.GetElapsedTime(began).TotalSeconds, processorSeconds = (Environment.CpuUsage.TotalTime - worked).TotalSeconds });
}
Say(new { peakMebibytes = ProcessFacts.PeakMebibytes() });
return 0;

static void Say(object answer) => Console.WriteLine(JsonSerializer.Serialize(answer));
