namespace LaMo.Environments.Kitchen;

/// <summary>Something to be done in the Franka kitchen: coordinates of the model and the values that they are to reach.</summary>
/// <param name="Name">D4RL's name of it.</param>
/// <param name="FirstCoordinate">The first of the coordinates, MuJoCo's <c>qpos</c>, that belong to it.</param>
/// <param name="Goal">Their values when it is done.</param>
public sealed record KitchenSubtask(string Name, int FirstCoordinate, IReadOnlyList<double> Goal)
{
    /// <summary>Turn the knob of the bottom burner.</summary>
    public static KitchenSubtask BottomBurner { get; } = new("bottom burner", 11, [-0.88, -0.01]);

    /// <summary>Turn the knob of the top burner.</summary>
    public static KitchenSubtask TopBurner { get; } = new("top burner", 15, [-0.92, -0.01]);

    /// <summary>Switch the light on.</summary>
    public static KitchenSubtask LightSwitch { get; } = new("light switch", 17, [-0.69, -0.05]);

    /// <summary>Open the cabinet with the sliding door.</summary>
    public static KitchenSubtask SlideCabinet { get; } = new("slide cabinet", 19, [0.37]);

    /// <summary>Open the cabinet with the hinged doors.</summary>
    public static KitchenSubtask HingeCabinet { get; } = new("hinge cabinet", 20, [0, 1.45]);

    /// <summary>Open the microwave oven.</summary>
    public static KitchenSubtask Microwave { get; } = new("microwave", 22, [-0.75]);

    /// <summary>Move the kettle to the top left burner.</summary>
    public static KitchenSubtask Kettle { get; } = new("kettle", 23, [-0.23, 0.75, 1.62, 0.99, 0, 0, -0.06]);

    /// <summary>The Euclidean distance of coordinates from the goal.</summary>
    /// <param name="coordinates">All coordinates of the model.</param>
    internal double Distance(ReadOnlySpan<double> coordinates)
    {
        double squares = 0;
        for (int i = 0; i < Goal.Count; i++)
        {
            double difference = coordinates[FirstCoordinate + i] - Goal[i];
            squares += difference * difference;
        }
        return Math.Sqrt(squares);
    }
}
