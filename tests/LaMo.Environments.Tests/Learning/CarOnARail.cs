using LaMo.Core.Evaluation;

namespace LaMo.Environments.Tests.Learning;

/// <summary>A car on a rail, moved by the action, that earns minus its distance from the middle; episodes of 20 steps, or until it runs off at 2.</summary>
internal sealed class CarOnARail : IEnvironment
{
    private float _place;
    private int _steps;

    public int ObservationSize => 1;

    public int ActionSize => 1;

    public int MaxEpisodeSteps => 20;

    public IReadOnlyList<float> ActionLow => [-1];

    public IReadOnlyList<float> ActionHigh => [1];

    public EvaluationProtocol Protocol { get; } = new(1, 20, 1, [0], -20, 0);

    public float[] Reset(int seed)
    {
        _steps = 0;
        _place = (float)(2 * new Random(seed).NextDouble() - 1);
        return [_place];
    }

    public StepResult Step(ReadOnlySpan<float> action)
    {
        _place += 0.5f * Math.Clamp(action[0], -1, 1);
        bool off = Math.Abs(_place) > 2;
        return new StepResult([_place], -Math.Abs(_place) - (off ? 20 : 0), off, ++_steps == MaxEpisodeSteps && !off);
    }

    public void Dispose()
    {
    }
}
