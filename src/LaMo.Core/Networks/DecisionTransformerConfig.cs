using LaMo.Core.Trajectories;

namespace LaMo.Core.Networks;

/// <summary>The shape of a <see cref="DecisionTransformer"/>.</summary>
public sealed record DecisionTransformerConfig
{
    /// <summary>The number of values of a state.</summary>
    public required int StateSize { get; init; }

    /// <summary>The shape of states that are images, which a convolutional network embeds; <see langword="null"/>, the default value, for vectors.</summary>
    public ImageShape? Image { get; init; }

    /// <summary>The number of values of an action; 1 for a discrete one, its number.</summary>
    public required int ActionSize { get; init; }

    /// <summary>The number of discrete actions to choose from; 0, the default value, for continuous actions.</summary>
    public int ActionCount { get; init; }

    /// <summary>The number of values that the action head gives: those of a continuous action, or a score for each discrete one.</summary>
    public int OutputSize => ActionCount > 0 ? ActionCount : ActionSize;

    /// <summary>The number of steps K that the model sees. The default value is 20.</summary>
    public int ContextLength { get; init; } = 20;

    /// <summary>The rows of the timestep embedding; later timesteps use the last row. The default value is 1000.</summary>
    public int MaxEpisodeLength { get; init; } = 1000;

    /// <summary>The transformer.</summary>
    public Gpt2Config Transformer { get; init; } = new();

    /// <summary>What of the transformer is trained. The default value is LaMo's, LoRA.</summary>
    public Adaptation Adaptation { get; init; } = Adaptation.LaMo;

    /// <summary>
    /// Whether embedders and action head are LaMo's multilayer perceptrons; otherwise they are Decision Transformer's linear layers. The default value is <see langword="true"/>.
    /// </summary>
    public bool MlpEmbedding { get; init; } = true;

    /// <summary>
    /// Whether the action head is a multilayer perceptron where the embedders are; LaMo's Atari code keeps it linear. The default value is <see langword="true"/>.
    /// </summary>
    public bool MlpHead { get; init; } = true;

    /// <summary>
    /// Whether a linear action head ends in tanh, as the reference's do; the multilayer perceptron never does. The scores of discrete actions before the softmax then lie in (-1, 1), as
    /// in the reference's Atari code, so that no probability can come near 0 or 1. The default value is <see langword="true"/>.
    /// </summary>
    public bool ActionTanh { get; init; } = true;

    /// <summary>
    /// Whether the tokens' layer norm comes before the timestep embedding is added, as in the reference's D4RL code, or after, as in its Atari code.
    /// The default value is <see langword="true"/>.
    /// </summary>
    public bool NormalizeBeforeTime { get; init; } = true;

    /// <summary>Whether a linear action head shares the weight of the action embedder (Wiki-RL, arXiv 2201.12122). The default value is <see langword="false"/>.</summary>
    public bool SharedProjections { get; init; }

    /// <summary>
    /// Whether timesteps are embedded by the transformer's position table, lengthened to the longest episode by repeating it (Wiki-RL). The default value is <see langword="false"/>.
    /// </summary>
    public bool ExtendPositions { get; init; }

    /// <summary>The shape without what only text needs: the token embedding and, unless timesteps are embedded by it, the position table.</summary>
    public DecisionTransformerConfig ForScoring() =>
        this with { Transformer = Transformer with { VocabularySize = 0, Positions = ExtendPositions ? Transformer.Positions : 0 } };

    /// <summary>Checks that the values are in their ranges and fit together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not; the exception names the option.</exception>
    public void Validate()
    {
        if (Image is not null && (Image.Frames < 1 || Math.Min(Image.Height, Image.Width) < ImageShape.SmallestFrame))
            throw new ArgumentOutOfRangeException(nameof(Image), Image, $"An image needs a frame, and frames at least {ImageShape.SmallestFrame} x {ImageShape.SmallestFrame} pixels.");
        if (Image is not null && Image.Size != StateSize)
            throw new ArgumentOutOfRangeException(nameof(StateSize), StateSize, $"The state must have the image's {Image.Size} pixels.");
        if (ActionCount < 0 || (ActionCount > 0 && ActionSize != 1))
            throw new ArgumentOutOfRangeException(nameof(ActionCount), ActionCount, "The number of actions must not be negative, and a discrete action has one value.");
        if (Transformer.Width % Transformer.Heads != 0)
            throw new ArgumentOutOfRangeException(nameof(Transformer.Width), Transformer.Width, $"The width must be a multiple of the {Transformer.Heads} attention heads.");
        if (SharedProjections && MlpEmbedding)
            throw new ArgumentOutOfRangeException(nameof(SharedProjections), SharedProjections, $"Shared projections need linear embedders; switch {nameof(MlpEmbedding)} off.");
        if (!Enum.IsDefined(Transformer.Activation))
            throw new ArgumentOutOfRangeException(nameof(Transformer.Activation), Transformer.Activation, "There is no such activation.");
        Adaptation.Validate(Transformer.Layers);
    }
}
