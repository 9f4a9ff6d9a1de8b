using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>Dropout whose masks come from a <see cref="DropoutGenerator"/> on the CPU, and from libtorch elsewhere.</summary>
internal sealed class MaskedDropout : Module<Tensor, Tensor>
{
    private readonly double _rate;
    private readonly DropoutGenerator _generator;

    public MaskedDropout(double rate, DropoutGenerator generator)
        : base(nameof(MaskedDropout))
    {
        _rate = rate;
        _generator = generator;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        if (!training || _rate == 0)
            return x;
        if (x.device_type != TorchSharp.DeviceType.CPU)
            return functional.dropout(x, _rate);
        Tensor mask = empty(x.shape);
        _generator.Fill(MemoryMarshal.Cast<byte, float>(mask.bytes), _rate);
        return x.mul(mask);
    }
}
