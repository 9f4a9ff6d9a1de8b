namespace LaMo.Core.Data;

/// <summary>Consecutive steps of a dataset in one array for each column; the arrays of columns that were not asked for are empty.</summary>
public sealed class StepBlock
{
    /// <summary>Makes room for steps.</summary>
    /// <param name="layout">Their sizes.</param>
    /// <param name="capacity">How many there is room for.</param>
    /// <param name="columns">The columns to have.</param>
    public StepBlock(StepLayout layout, int capacity, StepColumns columns = StepColumns.All)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
        Columns = columns;
        Episodes = new int[capacity];
        Timesteps = new int[capacity];
        States = columns.HasFlag(StepColumns.State) ? new float[checked(capacity * layout.StateSize)] : [];
        Actions = columns.HasFlag(StepColumns.Action) ? new float[checked(capacity * layout.ActionSize)] : [];
        Rewards = columns.HasFlag(StepColumns.Reward) ? new float[capacity] : [];
        Terminals = new bool[capacity];
        Timeouts = new bool[capacity];
    }

    /// <summary>How many steps there is room for.</summary>
    public int Capacity { get; }

    /// <summary>The columns that are there.</summary>
    public StepColumns Columns { get; }

    /// <summary>The number of each step's episode in the dataset, from 0, <c>[step]</c>.</summary>
    public int[] Episodes { get; }

    /// <summary>Each step's number within its episode, <c>[step]</c>.</summary>
    public int[] Timesteps { get; }

    /// <summary>The states, <c>[step, stateSize]</c>.</summary>
    public float[] States { get; }

    /// <summary>The actions, <c>[step, actionSize]</c>; a discrete one is its number, from 0.</summary>
    public float[] Actions { get; }

    /// <summary>The rewards, <c>[step]</c>.</summary>
    public float[] Rewards { get; }

    /// <summary>Whether the task ended at a step, <c>[step]</c>.</summary>
    public bool[] Terminals { get; }

    /// <summary>Whether the episode was cut at a step, <c>[step]</c>.</summary>
    public bool[] Timeouts { get; }
}
