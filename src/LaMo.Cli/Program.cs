using System.CommandLine;
using LaMo.Cli.Collect;
using LaMo.Cli.Convert;
using LaMo.Cli.Demo;
using LaMo.Cli.Evaluate;
using LaMo.Cli.Inspect;
using LaMo.Cli.Pretrain;
using LaMo.Cli.TrainBehaviour;
using LaMo.Cli.Validate;
using LaMo.Core;

NativeHeap.KeepFreedMemory();
var root = new RootCommand("LaMo.MLNet: offline reinforcement learning with language models as an ML.NET job.")
{
    CollectCommand.Create(),
    ConvertCommand.Create(),
    DemoCommand.Create(),
    EvaluateCommand.Create(),
    InspectCommand.Create(),
    PretrainCommand.Create(),
    TrainBehaviourCommand.Create(),
    ValidateCommand.Create(),
};
try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or InvalidOperationException or ArgumentException or DllNotFoundException)
{
    Console.Error.WriteLine($"lamo: {e.Message}");
    return 1;
}
