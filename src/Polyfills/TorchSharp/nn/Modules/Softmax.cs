#nullable disable // as in the real assembly
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>exp(x), normalised to sum to one along a dimension.</summary>
public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
{
    internal Softmax(long dim) : base(nameof(Softmax)) => this.dim = dim;

    public long dim { get; set; }

    public override Tensor forward(Tensor tensor) => nn.functional.softmax(tensor, dim);
}
