namespace LaMo.Environments.Learning;

/// <summary>What learns to play: its networks, how it explores, and its gradient steps.</summary>
internal interface IAgent : IDisposable
{
    /// <summary>The network that plays.</summary>
    MlpEnsemble Actor { get; }

    /// <summary>How much it explores, in its own terms.</summary>
    float Exploration { get; }

    /// <summary>Draws actions from their whole range.</summary>
    /// <param name="actions">Where to write them, <c>[n, action]</c>, as the networks see them.</param>
    void ActAtRandom(Span<float> actions);

    /// <summary>Chooses actions, exploring.</summary>
    /// <param name="observations"><c>[n, observation]</c>.</param>
    /// <param name="actions">Where to write them, <c>[n, action]</c>, as the networks see them.</param>
    void Act(ReadOnlySpan<float> observations, Span<float> actions);

    /// <summary>Turns actions as the networks see them into those of the task.</summary>
    void Translate(Span<float> actions);

    /// <summary>Takes a gradient step on transitions drawn from the buffer.</summary>
    void Update(ReplayBuffer buffer);

    /// <summary>Writes everything that the next steps depend on.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Becomes the agent that was written.</summary>
    void Load(BinaryReader reader);
}
