using System.Security.Cryptography;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>
/// A Decision Transformer (arXiv 2106.01345) whose body is GPT-2; with LoRA and multilayer perceptrons around it, LaMo's network (arXiv 2310.20587, section 4).
/// Each step gives three tokens R_t, s_t, a_t; the action of step t is read from the output at s_t. States are vectors or images, actions continuous or discrete.
/// </summary>
public sealed class DecisionTransformer : Module
{
    // What the reference adds to the scores of padded tokens.
    private const float PaddingScore = -10000f;

    private readonly Gpt2Model transformer;
    private readonly Embedding? embed_timestep;
    private readonly Module<Tensor, Tensor> embed_return;
    private readonly Module<Tensor, Tensor> embed_state;
    private readonly Module<Tensor, Tensor> embed_action;
    private readonly LayerNorm embed_ln;
    private readonly Module<Tensor, Tensor>? predict_action;

    /// <summary>Makes a network with freshly drawn weights (from the global random generator of TorchSharp).</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="dropout">Where its dropout masks come from in training.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="config"/> is outside its range or does not fit the others; the exception names it.</exception>
    public DecisionTransformer(DecisionTransformerConfig config, DropoutGenerator dropout)
        : base(nameof(DecisionTransformer))
    {
        config.Validate();
        Config = config;
        int width = config.Transformer.Width;
        // Frees what drawing the weights leaves behind.
        using DisposeScope scope = NewDisposeScope();
        Gpt2Config body = config.ExtendPositions ? config.Transformer with { Positions = Math.Max(config.Transformer.Positions, config.MaxEpisodeLength) } : config.Transformer;
        transformer = new Gpt2Model(body, config.Adaptation.Lora, dropout);
        embed_timestep = config.ExtendPositions ? null : Embedding(config.MaxEpisodeLength, width);
        embed_return = Embedder(Linear(1, width));
        embed_state = config.Image is null ? Embedder(Linear(config.StateSize, width))
            : config.MlpEmbedding ? Sequential(ImageEncoder.Create(config.Image, width), Embedder(Linear(width, width)))
            : ImageEncoder.Create(config.Image, width);
        embed_action = Embedder(config.ActionCount > 0 ? Embedding(config.ActionCount, width) : Linear(config.ActionSize, width));
        embed_ln = LayerNorm(width);
        predict_action = config switch
        {
            { MlpEmbedding: true, MlpHead: true } => new MlpActionHead(width, config.OutputSize),
            { SharedProjections: true } => null,
            { ActionTanh: true } => Sequential(Linear(width, config.OutputSize), Tanh()),
            _ => Sequential(Linear(width, config.OutputSize)),
        };
        RegisterComponents();

        foreach ((string name, Parameter parameter) in transformer.named_parameters())
            parameter.requires_grad = config.Adaptation.Trains(name, config.Transformer.Layers);
        foreach (Parameter parameter in OwnParameters)
            parameter.requires_grad = config.Adaptation.EmbeddersAndHead || config.Adaptation.Full;
        // The network lives until it is disposed, even when it is made inside somebody's dispose scope.
        foreach (Parameter parameter in parameters())
            parameter.DetachFromDisposeScope();

        Module<Tensor, Tensor> Embedder(Module<Tensor, Tensor> layer) => config.MlpEmbedding ? new MlpEmbedder(layer, width) : layer;
    }

    /// <summary>The network's shape.</summary>
    public DecisionTransformerConfig Config { get; }

    internal Gpt2Model Transformer => transformer;

    /// <summary>What the transformer's matrix products are computed in, in training and in scoring. The default value is <see cref="Precision.Float32"/>.</summary>
    public Precision Precision
    {
        get => transformer.Precision;
        set => transformer.Precision = value;
    }

    /// <summary>Where the weights are.</summary>
    public Device Device => embed_ln.weight.device;

    /// <summary>The trained parameters inside GPT-2.</summary>
    public IEnumerable<Parameter> AdaptedParameters => transformer.parameters().Where(parameter => parameter.requires_grad);

    /// <summary>The parameters outside GPT-2: embedders, their layer norm and the action head.</summary>
    public IEnumerable<Parameter> OwnParameters =>
        named_parameters().Where(named => !named.name.StartsWith(nameof(transformer) + ".", StringComparison.Ordinal)).Select(named => named.parameter);

    /// <summary>How much of the transformer and of the whole network is trained.</summary>
    public ParameterReport CountParameters() => new(ParameterCount.Of(transformer.parameters()), ParameterCount.Of(parameters()));

    /// <summary>
    /// The weights that predicting actions needs: all but the token embedding and, unless timesteps are embedded by it, the position table. They fit a network of
    /// the shape <see cref="DecisionTransformerConfig.ForScoring"/>.
    /// </summary>
    public Dictionary<string, Tensor> ScoringState()
    {
        Dictionary<string, Tensor> state = state_dict();
        state.Remove("transformer.wte.weight");
        if (!Config.ExtendPositions)
            state.Remove("transformer.wpe.weight");
        return state;
    }

    /// <summary>The SHA-256 of all weights, in hexadecimal.</summary>
    internal string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Parameter parameter in parameters())
        {
            using DisposeScope scope = NewDisposeScope();
            hash.AppendData(parameter.detach().cpu().bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Predicts the action of every step from the steps up to it.</summary>
    /// <param name="states"><c>[batch, step, stateSize]</c></param>
    /// <param name="actions"><c>[batch, step, actionSize]</c>, discrete ones as numbers from 0; the action of step t is not seen when predicting it.</param>
    /// <param name="returnsToGo"><c>[batch, step]</c></param>
    /// <param name="timesteps">Int64, <c>[batch, step]</c>; values beyond the embedding use its last row.</param>
    /// <param name="mask">1 for steps, 0 for padding, <c>[batch, step]</c></param>
    /// <returns>The predicted actions, <c>[batch, step, actionSize]</c>, or the scores of discrete ones before the softmax, <c>[batch, step, actionCount]</c>; those of padded steps mean nothing.</returns>
    public Tensor PredictAll(Tensor states, Tensor actions, Tensor returnsToGo, Tensor timesteps, Tensor mask) =>
        Predict(Embed(states, actions, returnsToGo, timesteps), mask, TokenSelection.States);

    /// <summary>Predicts the action of the last step of each window alone, which costs less than that of every step.</summary>
    /// <inheritdoc cref="PredictAll" path="/param"/>
    /// <returns>The predicted actions, <c>[batch, actionSize]</c>, or the scores of discrete ones before the softmax, <c>[batch, actionCount]</c></returns>
    public Tensor PredictLast(Tensor states, Tensor actions, Tensor returnsToGo, Tensor timesteps, Tensor mask) =>
        Predict(Embed(states, actions, returnsToGo, timesteps), mask, TokenSelection.LastState(3 * states.shape[1])).squeeze(1);

    /// <inheritdoc cref="Gpt2Model.ReadText"/>
    public Tensor ReadText(Tensor tokens, bool addPositions) => transformer.ReadText(tokens, addPositions);

    /// <summary>
    /// Adds LoRA's update to copies of the adapted weights, which evaluation mode uses from now on: scoring then costs what it does without LoRA. The weights
    /// themselves, and with them training and saving, are not touched. Merge again after any change of the weights or move to another device.
    /// </summary>
    public void MergeLora() => transformer.MergeLora();

    /// <summary>Goes back to the weights as they are, to the last bit, with LoRA's update beside them.</summary>
    public void UnmergeLora() => transformer.UnmergeLora();

    /// <summary>Moves the weights to another device; what <see cref="MergeLora"/> made is forgotten.</summary>
    /// <param name="device">The device.</param>
    public void MoveTo(Device device)
    {
        UnmergeLora();
        this.to(device);
        // These are other tensors now, which live no less long.
        foreach (Parameter parameter in parameters())
            parameter.DetachFromDisposeScope();
    }

    /// <summary>The token embeddings R_0, s_0, a_0, R_1, …, <c>[batch, 3 step, d]</c>.</summary>
    internal Tensor Embed(Tensor states, Tensor actions, Tensor returnsToGo, Tensor timesteps)
    {
        Tensor tokens = EmbedTokens(states, actions, returnsToGo, timesteps);
        Tensor embeddings = Config.NormalizeBeforeTime ? tokens + EmbedTime(timesteps) : tokens;
        return embeddings.view(states.shape[0], 3 * states.shape[1], -1);
    }

    /// <summary>The tokens as they leave the layer norm, <c>[batch, step, 3, d]</c>.</summary>
    internal Tensor EmbedTokens(Tensor states, Tensor actions, Tensor returnsToGo, Tensor timesteps)
    {
        Tensor tokens = stack([embed_return.call(returnsToGo.unsqueeze(-1)), EmbedStates(states), embed_action.call(Config.ActionCount > 0 ? ActionNumbers(actions) : actions)], 2);
        return embed_ln.forward(Config.NormalizeBeforeTime ? tokens : tokens + EmbedTime(timesteps));
    }

    /// <summary>Int64 <c>[batch, step]</c> as <c>[batch, step, 1, d]</c></summary>
    private Tensor EmbedTime(Tensor timesteps)
    {
        Embedding table = embed_timestep ?? transformer.Positions!;
        return table.forward(timesteps.clamp(0, Config.MaxEpisodeLength - 1)).unsqueeze(2);
    }

    /// <summary><c>[batch, step, stateSize]</c> as <c>[batch, step, d]</c></summary>
    internal Tensor EmbedStates(Tensor states)
    {
        if (Config.Image is not ImageShape image)
            return embed_state.call(states);
        Tensor pixels = states.view(-1, image.Frames, image.Height, image.Width);
        return embed_state.call(image.IsBytes ? pixels / byte.MaxValue : pixels).view(states.shape[0], states.shape[1], -1);
    }

    /// <summary>Discrete actions <c>[batch, step, 1]</c> as Int64 <c>[batch, step]</c>; padding becomes an action, which the mask hides.</summary>
    internal Tensor ActionNumbers(Tensor actions) => actions.squeeze(-1).clamp(0, Config.ActionCount - 1).to(ScalarType.Int64);

    private Tensor Predict(Tensor embeddings, Tensor mask, TokenSelection selection) => ReadActions(transformer.Transform(embeddings, AttentionMask(mask), selection));

    /// <summary>The actions, or scores of discrete ones, that the transformer's last hidden states at s_t tokens tell.</summary>
    internal Tensor ReadActions(Tensor hidden)
    {
        if (predict_action is not null)
            return predict_action.call(hidden);
        Tensor actions = hidden.matmul(embed_action is Embedding table ? table.weight!.t() : ((Linear)embed_action).weight!);
        return Config.ActionTanh ? actions.tanh() : actions;
    }

    private static Tensor AttentionMask(Tensor mask)
    {
        long batch = mask.shape[0], tokens = 3 * mask.shape[1];
        Tensor padding = ((1 - mask) * PaddingScore).unsqueeze(2).expand(batch, -1, 3).reshape(batch, 1, 1, tokens);
        return Gpt2Model.CausalMask(tokens, mask.device) + padding; // [batch, 1, token, token]
    }
}
