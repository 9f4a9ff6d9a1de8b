using LaMo.Core.Evaluation;
using LaMo.Core.Trajectories;

namespace LaMo.Environments.Tests.Learning;

/// <summary>A bright square is on the left (action 0) or on the right (1) of a screen; telling where earns 1. Episodes of 10 steps.</summary>
internal sealed class SideOfTheScreen : IEnvironment
{
    private const int Size = 36;

    private Random _random = new(0);
    private int _side;
    private int _steps;

    public ImageShape Image { get; } = new(1, Size, Size);

    public int ObservationSize => Size * Size;

    public int ActionSize => 1;

    public int ActionCount => 2;

    public int MaxEpisodeSteps => 10;

    public IReadOnlyList<float> ActionLow => [0];

    public IReadOnlyList<float> ActionHigh => [1];

    public EvaluationProtocol Protocol { get; } = new(1, 10, 1, [10], 5, 10);

    public float[] Reset(int seed)
    {
        _random = new Random(seed);
        _steps = 0;
        return Next();
    }

    public StepResult Step(ReadOnlySpan<float> action)
    {
        float reward = action[0] == _side ? 1 : 0;
        return new StepResult(Next(), reward, false, ++_steps == MaxEpisodeSteps);
    }

    public void Dispose()
    {
    }

    private float[] Next()
    {
        _side = _random.Next(2);
        var image = new float[ObservationSize];
        int left = _random.Next(Size / 2 - 6) + _side * Size / 2, top = _random.Next(Size - 6);
        for (int row = top; row < top + 6; row++)
            image.AsSpan(row * Size + left, 6).Fill(255);
        return image;
    }
}
