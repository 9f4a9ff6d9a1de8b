using System.CommandLine;
using LaMo.Cli.Collect;
using LaMo.Cli.Convert;
using LaMo.Cli.Demo;
using LaMo.Cli.Evaluate;
using LaMo.Cli.Inspect;
using LaMo.Cli.Pretrain;
using LaMo.Cli.TrainBehaviour;
using LaMo.Cli.Validate;

namespace LaMo.Cli;

/// <summary>The tool's command line.</summary>
internal static class LamoCommand
{
    public static RootCommand Create() => new("LaMo.MLNet: offline reinforcement learning with language models as an ML.NET job.")
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
}
