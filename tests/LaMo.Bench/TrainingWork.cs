using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;

namespace LaMo.Bench;

/// <summary>Trains at the trainer's default options, with the auxiliary language loss or without; a unit is an optimiser step.</summary>
internal sealed class TrainingWork : IWork
{
    private readonly DecisionTransformer _network;
    private readonly TrainingRun _run;
    private readonly RandomText? _text;

    public TrainingWork(BenchCase bench, bool withText)
    {
        var builder = new TrajectoryDatasetBuilder(BenchCase.StateSize, BenchCase.ActionSize);
        foreach (IGrouping<int, Step> episode in BenchCase.Steps().GroupBy(step => step.EpisodeId))
        {
            float[] returnsToGo = [.. episode.Select(step => step.Reward)];
            ReturnsToGo.Accumulate(returnsToGo, BenchCase.ReturnScale, discount: 1);
            builder.BeginEpisode();
            foreach (Step step in episode)
                builder.Add(step.State, step.Action, returnsToGo[step.Timestep], step.Timestep);
        }
        var dropout = new DropoutGenerator(0);
        DecisionTransformerConfig network = bench.Network;
        LanguageTask? language = null;
        if (withText)
        {
            network = network with { Transformer = network.Transformer with { VocabularySize = 50257, Positions = 1024 } };
            _text = new RandomText();
            language = new LanguageTask(_text.Tokens);
        }
        _network = new DecisionTransformer(network, dropout);
        _network.MoveTo(bench.Device);
        _network.Precision = bench.Precision;
        _run = new TrainingRun(new TrainingOptions { GradientCheckpointing = bench.GradientCheckpointing }, _network, dropout, builder.Build(), seed: 0, language);
    }

    public int Do()
    {
        _run.TakeStep();
        return 1;
    }

    public void Dispose()
    {
        _run.Dispose();
        _network.Dispose();
        _text?.Dispose();
    }
}
