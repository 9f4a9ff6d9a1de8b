using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>
/// GPT-2's fused query, key and value projection, optionally with a low-rank update of each third: W x + (alpha / r) B A x (LoRA, arXiv 2106.09685, section 4.1).
/// The factors have the names and shapes of loralib's merged layer: <c>lora_A [3 r, d]</c>, <c>lora_B [3 d, r]</c>.
/// </summary>
internal sealed class QkvProjection : Module
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Parameter? lora_A;
    private readonly Parameter? lora_B;
    private readonly MaskedDropout? lora_dropout;
    private Tensor? _merged;
    private readonly TransformerProducts _products;
    private readonly int _width;
    private readonly int _rank;
    private readonly double _scaling;

    public QkvProjection(int width, LoraConfig? lora, double initializerRange, DropoutGenerator dropout, TransformerProducts products)
        : base(nameof(QkvProjection))
    {
        _width = width;
        _products = products;
        weight = Parameter(init.normal_(empty(width, 3 * width), 0, initializerRange));
        bias = Parameter(zeros(3 * width));
        if (lora != null)
        {
            _rank = lora.Rank;
            _scaling = lora.Alpha / lora.Rank;
            lora_A = Parameter(init.kaiming_uniform_(empty(3 * lora.Rank, width), Math.Sqrt(5)));
            lora_B = Parameter(zeros(3 * width, lora.Rank));
            lora_dropout = new MaskedDropout(lora.Dropout, dropout);
        }
        RegisterComponents();
    }

    /// <summary>The weight with the low-rank update in it, <c>[d, 3 d]</c>; <see langword="null"/> unless it is merged.</summary>
    public Tensor? MergedWeight => _merged;

    /// <summary>Makes a copy of the weight with the low-rank update added, which is used in evaluation mode from now on; the weight itself stays as it is.</summary>
    public void Merge()
    {
        Unmerge();
        if (lora_A is null)
            return;
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor update = lora_B!.view(3, _width, _rank).bmm(lora_A.view(3, _rank, _width)); // [third, d out, d in]
        _merged = weight.add(update.view(3 * _width, _width).t(), _scaling).DetachFromDisposeScope();
    }

    /// <summary>Forgets the merged copy.</summary>
    public void Unmerge()
    {
        _merged?.Dispose();
        _merged = null;
    }

    /// <param name="x"><c>[batch, token, d]</c></param>
    /// <param name="queries">The tokens whose queries are needed; all if <see langword="null"/>.</param>
    /// <returns>Queries <c>[batch, selected token, d]</c>, keys and values <c>[batch, token, d]</c></returns>
    public (Tensor Queries, Tensor Keys, Tensor Values) Project(Tensor x, TokenSelection? queries)
    {
        Tensor? reduced = lora_dropout is null || UsesMerged ? null : _products.Linear(lora_dropout.forward(x), lora_A!); // [batch, token, 3 r]
        if (queries is not TokenSelection selection)
        {
            Tensor qkv = Project(x, reduced, 0, 3);
            return (qkv[0], qkv[1], qkv[2]);
        }
        Tensor q = Project(selection.Of(x, 1), reduced is null ? null : selection.Of(reduced, 1), 0, 1);
        Tensor kv = Project(x, reduced, 1, 2);
        return (q[0], kv[0], kv[1]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Unmerge();
        base.Dispose(disposing);
    }

    private bool UsesMerged => _merged is not null && !training;

    /// <summary>Some of the three projections, <c>[third, batch, token, d]</c>.</summary>
    private Tensor Project(Tensor x, Tensor? reduced, int first, int count)
    {
        (long batch, long tokens) = (x.shape[0], x.shape[1]);
        long rows = batch * tokens;
        Tensor projected = _products.Affine(bias.narrow(0, first * _width, count * _width), x.reshape(rows, _width), (UsesMerged ? _merged! : weight).narrow(1, first * _width, count * _width))
            .view(rows, count, _width).transpose(0, 1); // [third, row, d]
        if (reduced is not null)
        {
            Tensor factors = reduced.reshape(rows, 3, _rank).narrow(1, first, count).transpose(0, 1);     // [third, row, r]
            Tensor expand = lora_B!.view(3, _width, _rank).narrow(0, first, count).transpose(1, 2);       // [third, r, d]
            projected = projected.add(_products.Batched(factors, expand), _scaling);
        }
        return projected.view(count, batch, tokens, _width);
    }
}
