using System.Runtime.InteropServices;
using TorchSharp;
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
        if (x.device_type != DeviceType.CPU)
        {
            // libtorch's own generator there cannot be asked for its state; begun anew from ours, its masks follow from that state alone.
            if (x.device_type == DeviceType.CUDA)
                cuda.manual_seed_all(_generator.Draw());
            return functional.dropout(x, _rate);
        }
        Tensor mask = empty(x.shape);
        _generator.Fill(MemoryMarshal.Cast<byte, float>(mask.bytes), _rate);
        return x.mul(mask);
    }
}
