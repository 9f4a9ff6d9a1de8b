using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>
/// Trains a <see cref="DecisionTransformer"/> on windows of a trajectory dataset by the mean squared error of its actions over unpadded steps
/// (Decision Transformer, arXiv 2106.01345, algorithm 1; LaMo, arXiv 2310.20587, section 4).
/// </summary>
/// <param name="options">How to optimise.</param>
/// <param name="time">The clock that <see cref="TrainingOptions.TimeLimit"/> and the reported times are read from.</param>
public sealed class DecisionTransformerTraining(TrainingOptions options, TimeProvider time)
{
    // Reading the loss waits for the step to end, so it is summed in a tensor and read this often.
    private const int StepsPerReport = 50;

    /// <summary>Trains a new network.</summary>
    /// <param name="data">The dataset, with the state and action sizes of <paramref name="config"/> and at least one step.</param>
    /// <param name="config">The network's shape.</param>
    /// <param name="seed">What all randomness follows from: weights, batches and dropout. It seeds TorchSharp's global generator.</param>
    /// <param name="report">Called on the training thread every 50 steps and at the end.</param>
    /// <param name="cancellation">Stops training between two steps.</param>
    /// <returns>The trained network, in evaluation mode; the caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">The adaptation leaves nothing to train, or the loss is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public DecisionTransformer Train(TrajectoryDataset data, DecisionTransformerConfig config, int seed, Action<TrainingProgress>? report = null, CancellationToken cancellation = default)
    {
        random.manual_seed(seed);
        var network = new DecisionTransformer(config, new DropoutGenerator(seed));
        try
        {
            Optimise(network, new WindowSampler(data, new SplitMix64(seed)), report, cancellation);
            network.eval();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private void Optimise(DecisionTransformer network, WindowSampler sampler, Action<TrainingProgress>? report, CancellationToken cancellation)
    {
        DecisionTransformerConfig config = network.Config;
        var batch = new WindowBatch(options.BatchSize, config.ContextLength, config.StateSize, config.ActionSize);
        Parameter[] trained = [.. network.parameters().Where(parameter => parameter.requires_grad)];
        using AdamW optimizer = Optimizer(network);
        optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.LambdaLR(optimizer, step => Math.Min((step + 1.0) / Math.Max(options.WarmupSteps, 1), 1));
        network.train();

        long began = time.GetTimestamp();
        using Tensor lossSum = zeros(1);
        int lastReport = 0;
        for (int step = 1; step <= options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor loss = Loss(network, batch, sampler.Fill(batch));
            optimizer.zero_grad();
            loss.backward();
            nn.utils.clip_grad_norm_(trained, options.GradientClipNorm);
            optimizer.step();
            schedule.step();
            lossSum.add_(loss.detach());

            bool timeIsUp = time.GetElapsedTime(began) >= options.TimeLimit;
            if (step % StepsPerReport == 0 || step == options.Steps || timeIsUp)
            {
                double meanLoss = lossSum.item<float>() / (step - lastReport);
                if (!double.IsFinite(meanLoss))
                    throw new InvalidOperationException($"The training loss is {meanLoss} after step {step}. Lower the learning rate or check the data's range.");
                lossSum.zero_();
                lastReport = step;
                report?.Invoke(new TrainingProgress(step, options.Steps, meanLoss, time.GetElapsedTime(began)));
            }
            if (timeIsUp)
                return;
        }
    }

    private AdamW Optimizer(DecisionTransformer network)
    {
        AdamW.ParamGroup[] groups =
        [
            .. Group(network.OwnParameters.Where(parameter => parameter.requires_grad), options.LearningRate, options.WeightDecay),
            .. Group(network.AdaptedParameters, options.TransformerLearningRate, options.TransformerWeightDecay),
        ];
        return groups.Length > 0 ? optim.AdamW(groups, options.LearningRate) : throw new InvalidOperationException("The adaptation leaves nothing to train.");

        IEnumerable<AdamW.ParamGroup> Group(IEnumerable<Parameter> parameters, double learningRate, double weightDecay) =>
            parameters.Any() ? [new AdamW.ParamGroup(parameters, learningRate, eps: options.AdamEpsilon, weight_decay: weightDecay)] : [];
    }

    private static Tensor Loss(DecisionTransformer network, WindowBatch batch, int steps)
    {
        using NetworkInput input = NetworkInput.From(batch);
        Tensor predicted = network.PredictAll(input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask);
        Tensor errors = (predicted - input.Actions).square() * input.Mask.unsqueeze(-1); // [batch, step, actionSize]
        return errors.sum() / (steps * batch.ActionSize);
    }
}
