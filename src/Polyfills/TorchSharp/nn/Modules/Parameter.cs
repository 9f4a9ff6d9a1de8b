using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns: unlike other tensors in its fields, it registers as a parameter.</summary>
public class Parameter : Tensor
{
    /// <param name="data">Its values become the parameter's; the tensor itself is empty afterwards.</param>
    public Parameter(Tensor data, bool requires_grad = true) : base(data.with_requires_grad(requires_grad).MoveHandle(), false)
    {
        if (data.OwningDisposeScope is not null) DisposeScope.ReplaceWith(data, this);
    }

    private Parameter(IntPtr handle) : base(handle) { }

    /// <summary>Another handle on the same tensor, gradient and all.</summary>
    internal static Parameter SharedWith(Tensor tensor)
    {
        var parameter = new Parameter(NativeMethods.tensor_alias(tensor.Handle));
        GC.KeepAlive(tensor);
        return parameter;
    }
}
