namespace LaMo.Environments.Learning;

/// <summary>What learns to play: its networks, how it explores, and its gradient steps.</summary>
internal interface IAgent : IDisposable
{
    /// <summary>The network that plays.</summary>
    BehaviourNetwork Actor { get; }

    /// <summary>The transitions that it learns from. Whoever plays adds those of a step of all environments, in their order, and then calls <see cref="Update"/>.</summary>
    ReplayBuffer Buffer { get; }

    /// <summary>How much it explores, in its own terms.</summary>
    float Exploration { get; }

    /// <summary>Chooses actions, exploring.</summary>
    /// <param name="observations">As <see cref="BehaviourNetwork.See"/> gives them, <c>[n, observation]</c>.</param>
    /// <param name="actions">Where to write them, <c>[n, action]</c>, as the networks see them.</param>
    void Act(ReadOnlySpan<float> observations, Span<float> actions);

    /// <summary>Turns actions as the networks see them into those of the task.</summary>
    void Translate(Span<float> actions);

    /// <summary>Takes the gradient steps that are due.</summary>
    /// <returns>How many those were.</returns>
    int Update();

    /// <summary>Writes everything but the buffer that the next steps depend on.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Becomes the agent that was written.</summary>
    void Load(BinaryReader reader);
}
