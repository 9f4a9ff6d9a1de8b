namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public bool requires_grad
        {
            get => Answer(NativeMethods.tensor_requires_grad(Handle)) != 0;
            set => Changed(NativeMethods.tensor_set_requires_grad(Handle, value));
        }

        public Tensor requires_grad_(bool requires_grad = true) => Changed(NativeMethods.tensor_set_requires_grad(Handle, requires_grad));
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);
        public bool is_leaf => Answer(NativeMethods.tensor_is_leaf(Handle)) != 0;
        public void retain_grad() => Changed(NativeMethods.tensor_retain_grad(Handle));
        public Tensor detach() => Apply(&NativeMethods.tensor_detach);
        public Tensor detach_() => Change(&NativeMethods.tensor_detach_);

        public Tensor? grad
        {
            get
            {
                IntPtr result = NativeMethods.tensor_grad(Handle);
                if (result == IntPtr.Zero)
                    CheckForErrors();
                GC.KeepAlive(this);
                return result == IntPtr.Zero ? null : new Tensor(result);
            }
            set => Changed(NativeMethods.tensor_set_grad(Handle, value?.Handle ?? IntPtr.Zero), value);
        }

        public void backward() => Changed(NativeMethods.tensor_backward(Handle));

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
