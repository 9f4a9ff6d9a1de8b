using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>
/// GPT-2's fused query, key and value projection with a low-rank update of each third: W x + (alpha / r) B A x (arXiv 2106.09685, section 4.1).
/// The factors have the names and shapes of loralib's merged layer: <c>lora_A [3 r, d]</c>, <c>lora_B [3 d, r]</c>.
/// </summary>
internal sealed class LoraQkv : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Parameter lora_A;
    private readonly Parameter lora_B;
    private readonly Dropout lora_dropout;
    private readonly int _width;
    private readonly int _rank;
    private readonly double _scaling;

    public LoraQkv(int width, LoraConfig lora, double initializerRange)
        : base(nameof(LoraQkv))
    {
        _width = width;
        _rank = lora.Rank;
        _scaling = lora.Alpha / lora.Rank;
        weight = Parameter(init.normal_(empty(width, 3 * width), 0, initializerRange), requires_grad: false);
        bias = Parameter(zeros(3 * width));
        lora_A = Parameter(init.kaiming_uniform_(empty(3 * lora.Rank, width), Math.Sqrt(5)));
        lora_B = Parameter(zeros(3 * width, lora.Rank));
        lora_dropout = Dropout(lora.Dropout);
        RegisterComponents();
    }

    /// <param name="x"><c>[row, d]</c></param>
    /// <returns>Queries, keys and values, <c>[3, row, d]</c></returns>
    public override Tensor forward(Tensor x)
    {
        long rows = x.shape[0];
        Tensor projected = addmm(bias, x, weight, 1, 1).view(rows, 3, _width).transpose(0, 1);                  // [3, row, d]
        Tensor reduced = functional.linear(lora_dropout.forward(x), lora_A).view(rows, 3, _rank).transpose(0, 1); // [3, row, r]
        Tensor expand = lora_B.view(3, _width, _rank).transpose(1, 2);                                          // [3, r, d]
        return projected.add(reduced.bmm(expand), _scaling);
    }
}
