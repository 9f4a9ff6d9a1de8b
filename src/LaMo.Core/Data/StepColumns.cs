namespace LaMo.Core.Data;

/// <summary>The columns of a dataset that cost time or memory to read; the others always come with them.</summary>
[Flags]
public enum StepColumns
{
    /// <summary>Only what tells episodes apart.</summary>
    None = 0,

    /// <summary>The states.</summary>
    State = 1,

    /// <summary>The actions.</summary>
    Action = 2,

    /// <summary>The rewards.</summary>
    Reward = 4,

    /// <summary>All of them.</summary>
    All = State | Action | Reward,
}
