namespace LaMo.Core.Data.Text;

/// <summary>A step as a text file gives it.</summary>
internal sealed class TextRow
{
    /// <summary>The line in the file, from 1.</summary>
    public long Line { get; set; }

    public string EpisodeId { get; set; } = "";

    public int Timestep { get; set; }

    public List<float> State { get; } = [];

    public List<float> Action { get; } = [];

    /// <summary>Whether the action is one whole number instead of a vector.</summary>
    public bool IsDiscrete { get; set; }

    public float Reward { get; set; }

    public bool Terminal { get; set; }

    public bool Timeout { get; set; }
}
