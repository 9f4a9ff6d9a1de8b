using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>
/// LaMo's network (arXiv 2310.20587, section 4): a Decision Transformer whose body is GPT-2 adapted by LoRA, with MLP embedders and action head.
/// Each step gives three tokens R_t, s_t, a_t; the action of step t is read from the output at s_t. GPT-2's weights are frozen but for LoRA's
/// factors and the bias they come with; everything else is trained.
/// </summary>
public sealed class DecisionTransformer : Module<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>
{
    // What the reference adds to the scores of padded tokens.
    private const float PaddingScore = -10000f;

    private readonly Gpt2Model transformer;
    private readonly Embedding embed_timestep;
    private readonly MlpEmbedder embed_return;
    private readonly MlpEmbedder embed_state;
    private readonly MlpEmbedder embed_action;
    private readonly LayerNorm embed_ln;
    private readonly MlpActionHead predict_action;

    /// <summary>Makes a network with freshly drawn weights (from the global random generator of TorchSharp).</summary>
    /// <param name="config">Its shape.</param>
    /// <exception cref="ArgumentException">The width is not a multiple of the number of heads.</exception>
    public DecisionTransformer(DecisionTransformerConfig config)
        : base(nameof(DecisionTransformer))
    {
        int width = config.Transformer.Width;
        if (width % config.Transformer.Heads != 0)
            throw new ArgumentException($"The model width {width} is not a multiple of the {config.Transformer.Heads} attention heads.", nameof(config));
        Config = config;
        transformer = new Gpt2Model(config.Transformer, config.Lora);
        embed_timestep = Embedding(config.MaxEpisodeLength, width);
        embed_return = new MlpEmbedder(1, width);
        embed_state = new MlpEmbedder(config.StateSize, width);
        embed_action = new MlpEmbedder(config.ActionSize, width);
        embed_ln = LayerNorm(width);
        predict_action = new MlpActionHead(width, config.ActionSize);
        RegisterComponents();

        foreach ((string name, Parameter parameter) in transformer.named_parameters())
            parameter.requires_grad = IsAdapted(name);
        // The network lives until it is disposed, even when it is made inside somebody's dispose scope.
        foreach (Parameter parameter in parameters())
            parameter.DetachFromDisposeScope();
    }

    /// <summary>The network's shape.</summary>
    public DecisionTransformerConfig Config { get; }

    /// <summary>The trained parameters inside GPT-2: LoRA's factors and the bias of the layers they adapt.</summary>
    public IEnumerable<Parameter> AdaptedParameters => transformer.parameters().Where(parameter => parameter.requires_grad);

    /// <summary>The parameters outside GPT-2: embedders, their layer norm and the action head, all trained.</summary>
    public IEnumerable<Parameter> OwnParameters =>
        named_parameters().Where(named => !named.name.StartsWith(nameof(transformer) + ".", StringComparison.Ordinal)).Select(named => named.parameter);

    /// <summary>Predicts the action of every step from the steps up to it.</summary>
    /// <param name="states"><c>[batch, step, stateSize]</c></param>
    /// <param name="actions"><c>[batch, step, actionSize]</c>; the action of step t is not seen when predicting it.</param>
    /// <param name="returnsToGo"><c>[batch, step]</c></param>
    /// <param name="timesteps">Int64, <c>[batch, step]</c>; values beyond the embedding use its last row.</param>
    /// <param name="mask">1 for steps, 0 for padding, <c>[batch, step]</c></param>
    /// <returns>The predicted actions, <c>[batch, step, actionSize]</c>; those of padded steps mean nothing.</returns>
    public override Tensor forward(Tensor states, Tensor actions, Tensor returnsToGo, Tensor timesteps, Tensor mask)
    {
        long batch = states.shape[0], steps = states.shape[1];
        Tensor tokens = stack([embed_return.forward(returnsToGo.unsqueeze(-1)), embed_state.forward(states), embed_action.forward(actions)], 2); // [batch, step, 3, d]
        Tensor time = embed_timestep.forward(timesteps.clamp(0, Config.MaxEpisodeLength - 1)).unsqueeze(2);                                   // [batch, step, 1, d]
        Tensor embeddings = (embed_ln.forward(tokens) + time).view(batch, 3 * steps, -1);
        Tensor hidden = transformer.forward(embeddings, AttentionMask(mask));
        return predict_action.forward(hidden.view(batch, steps, 3, -1).select(2, 1));
    }

    private static Tensor AttentionMask(Tensor mask)
    {
        long batch = mask.shape[0], tokens = 3 * mask.shape[1];
        Tensor causal = full([tokens, tokens], float.NegativeInfinity, device: mask.device).triu(1);
        Tensor padding = ((1 - mask) * PaddingScore).unsqueeze(2).expand(batch, -1, 3).reshape(batch, 1, 1, tokens);
        return causal + padding; // [batch, 1, token, token]
    }

    private static bool IsAdapted(string name) => name.Contains(".lora_", StringComparison.Ordinal) || name.EndsWith("c_attn.bias", StringComparison.Ordinal);
}
