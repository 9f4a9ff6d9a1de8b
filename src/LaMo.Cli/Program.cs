using System.CommandLine;
using LaMo.Cli.Demo;
using LaMo.Cli.Evaluate;

var root = new RootCommand("LaMo.MLNet: offline reinforcement learning with language models as an ML.NET job.")
{
    DemoCommand.Create(),
    EvaluateCommand.Create(),
};
return root.Parse(args).Invoke();
