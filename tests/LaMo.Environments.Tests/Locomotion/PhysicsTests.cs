using LaMo.Environments.Locomotion;

namespace LaMo.Environments.Tests.Locomotion;

public sealed class PhysicsTests
{
    // One step of gym's HalfCheetah on mujoco-py with a zero action, published in full precision; the root's x is not observed and of no effect.
    private static readonly double[] s_cheetahBefore =
    [
        0.09307818744846408, 0.026538189116820654, -0.04199653123045835, -0.07950314858277296, 0.03461526961155151, -0.02148465198872647, 0.03396921345769463,
        -0.08803220624881061, -0.05727510457667884, 0.0033623362111972334, -0.003173373363900766, 0.04092179272969336, 0.05138553542843286, 0.01490225253385475,
        -0.04298222544789362, 0.1840846875514338, -0.004267549831952004,
    ];

    private static readonly double[] s_cheetahAfter =
    [
        0.07598225250646283, 0.019175277630375635, -0.026049271400655116, -0.02524626742505337, 0.0022975114812461717, -0.0022682205794546627,
        0.012561418192984201, -0.03680577283317282, 0.011517471035147164, -0.5486275103205266, -0.18959104789073566, 0.5238752657158512, 1.2951048434195913,
        -0.7176542510873759, 0.4801683485682522, -0.5874709352139998, 1.4057385188694944,
    ];

    [Fact]
    public void HalfCheetah_takes_the_step_that_was_recorded_in_the_original()
    {
        using var cheetah = new HalfCheetah();
        cheetah.SetState([0, .. s_cheetahBefore.AsSpan(0, 8)], s_cheetahBefore.AsSpan(8));

        cheetah.Step(new float[6]);

        double[] after = [.. cheetah.Positions[1..], .. cheetah.Velocities];
        Assert.All(after.Zip(s_cheetahAfter), pair => Assert.Equal(pair.Second, pair.First, 1e-7));
    }

    [Fact]
    public void Hopper_has_the_masses_that_papers_print()
    {
        using var hopper = new Hopper();

        Assert.Equal([3.53429174, 3.92699082, 2.71433605, 5.0893801], Masses(hopper, "torso", "thigh", "leg", "foot"), CloseTo(1e-7));
    }

    [Fact]
    public void HalfCheetah_weighs_14_kg_as_papers_distribute_them()
    {
        using var cheetah = new HalfCheetah();

        double[] masses = Masses(cheetah, "torso", "bthigh", "bshin", "bfoot", "fthigh", "fshin", "ffoot");

        Assert.Equal([6.36031332, 1.53524804, 1.58093995, 1.0691906, 1.42558747, 1.17885117, 0.84986945], masses, CloseTo(1e-7));
        Assert.Equal(14, masses.Sum(), 1e-9);
    }

    [Fact]
    public void In_version_4_a_capsule_weighs_its_volume_times_the_density_of_water()
    {
        using var walker = new Walker2d(PhysicsVersion.V4);

        Assert.Equal([Capsule(0.05, 0.4), Capsule(0.05, 0.45), Capsule(0.04, 0.5), Capsule(0.06, 0.2)], Masses(walker, "torso", "thigh", "leg", "foot"), CloseTo(1e-9));
        Assert.Equal([Capsule(0.05, 0.45), Capsule(0.04, 0.5), Capsule(0.06, 0.2)], Masses(walker, "thigh_left", "leg_left", "foot_left"), CloseTo(1e-9));

        static double Capsule(double radius, double length) => 1000 * Math.PI * radius * radius * (length + 4 * radius / 3);
    }

    [Theory]
    [InlineData(PhysicsVersion.V2)]
    [InlineData(PhysicsVersion.V4)]
    public void Set_to_a_state_it_goes_on_as_from_that_state(PhysicsVersion version)
    {
        using var first = new Walker2d(version);
        using var second = new Walker2d(version);
        var random = new Random(1);
        first.Reset(7);
        for (bool goesOn = true; goesOn;)
        {
            double[] positions = [.. first.Positions], velocities = [.. first.Velocities];
            float[] action = [.. Enumerable.Range(0, 6).Select(_ => (float)(2 * random.NextDouble() - 1))];
            second.SetState(positions, velocities);
            StepResult expected = first.Step(action), actual = second.Step(action);
            goesOn = !expected.Done;

            Assert.Equal((expected.Terminated, expected.Reward), (actual.Terminated, actual.Reward), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-4);
            // The constraint solver begins elsewhere and ends within its tolerance.
            Assert.All(first.Positions.ToArray().Zip(second.Positions.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            Assert.All(first.Velocities.ToArray().Zip(second.Velocities.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    [Fact]
    public void A_state_of_another_size_is_refused()
    {
        using var hopper = new Hopper();

        Assert.Throws<ArgumentException>(() => hopper.SetState(new double[5], new double[6]));
        Assert.Throws<ArgumentException>(() => hopper.SetState(new double[6], new double[7]));
    }

    private static double[] Masses(LocomotionEnvironment environment, params string[] bodies) =>
        [.. bodies.Select(body => environment.Model.BodyMass(environment.Model.BodyId(body)))];

    private static Func<double, double, bool> CloseTo(double tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;
}
