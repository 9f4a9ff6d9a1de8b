using LaMo.Core.Policies;

namespace LaMo.Environments.Reacher;

/// <summary>
/// A scripted policy for <see cref="Reacher2d"/>: the closed-form inverse kinematics of the two-link arm, always with the elbow bent the same way, give
/// the joint angles at the target, and a proportional-derivative controller drives the joints there. It needs nothing but the observation.
/// </summary>
/// <remarks>
/// Noise makes it a worse player in two ways: each episode it aims beside the target, by a Gaussian error that lasts the episode, and each action has
/// Gaussian noise of its own. Mean returns: about 90 at level 0, the expert; 72 at 0.25; 34 at 0.5; 12 at 1.
/// </remarks>
public sealed class ReacherBehaviour : IOnlinePolicy
{
    private const double Proportional = 2;
    private const double Derivative = 0.1;
    private const double AimNoise = 0.12;
    private const double ActionNoise = 1;

    private readonly double _noiseLevel;
    private readonly Random _random;
    private double _aimErrorX;
    private double _aimErrorY;

    /// <summary>Creates the policy.</summary>
    /// <param name="noiseLevel">How badly it plays: the standard deviation of the action noise; that of the aim is 0.12 m times it. The default is 0, the expert.</param>
    /// <param name="seed">The seed of the noise. The default is 0.</param>
    public ReacherBehaviour(double noiseLevel = 0, int seed = 0)
    {
        if (!double.IsFinite(noiseLevel) || noiseLevel < 0)
            throw new ArgumentOutOfRangeException(nameof(noiseLevel), noiseLevel, "A noise level is a finite number from 0 up.");
        _noiseLevel = noiseLevel;
        _random = SeededRandom.Create(seed, stream: 1);
    }

    /// <inheritdoc/>
    public void Reset(float targetReturn)
    {
        _aimErrorX = AimNoise * _noiseLevel * _random.NextGaussian();
        _aimErrorY = AimNoise * _noiseLevel * _random.NextGaussian();
    }

    /// <inheritdoc/>
    public float[] Act(ReadOnlySpan<float> observation)
    {
        (double shoulder, double elbow) = InverseKinematics(observation[8] + _aimErrorX, observation[9] + _aimErrorY);
        return [Torque(shoulder, observation, 0), Torque(elbow, observation, 1)];
    }

    /// <inheritdoc/>
    public void Observe(float reward)
    {
    }

    /// <summary>The joint angles, elbow in [0, π], that put the tip at a point, or as near to it as the arm reaches.</summary>
    internal static (double Shoulder, double Elbow) InverseKinematics(double x, double y)
    {
        const double upper = Reacher2d.UpperLength, lower = Reacher2d.LowerLength;
        double cosine = (x * x + y * y - upper * upper - lower * lower) / (2 * upper * lower);
        double elbow = Math.Acos(Math.Clamp(cosine, -1, 1));
        double shoulder = Math.Atan2(y, x) - Math.Atan2(lower * Math.Sin(elbow), upper + lower * Math.Cos(elbow));
        return (shoulder, elbow);
    }

    private float Torque(double angle, ReadOnlySpan<float> observation, int joint)
    {
        double error = Math.IEEERemainder(angle - Math.Atan2(observation[joint], observation[2 + joint]), 2 * Math.PI);
        double torque = Proportional * error - Derivative * observation[4 + joint] + ActionNoise * _noiseLevel * _random.NextGaussian();
        return (float)Math.Clamp(torque, -1, 1);
    }
}
