#nullable disable // as in the real assembly
namespace TorchSharp;

public static partial class torch
{
    public static unsafe partial class autograd
    {
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            IntPtr[] outs = outputs.ToHandleArray(), ins = inputs.ToHandleArray(), grads = grad_outputs?.ToHandleArray() ?? [];
            fixed (IntPtr* outList = outs, inList = ins, gradList = grads)
            {
                Tensor[] result = TensorHandles.TakeList(NativeMethods.autograd_grad(
                    outList, outs.Length, inList, ins.Length, gradList, grads.Length, retain_graph, create_graph, allow_unused));
                GC.KeepAlive((outputs, inputs, grad_outputs));
                return result.ToList();
            }
        }

        public static void backward(
            IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null)
        {
            IntPtr[] roots = tensors.ToHandleArray(), grads = grad_tensors?.ToHandleArray() ?? [], ins = inputs?.ToHandleArray() ?? [];
            fixed (IntPtr* rootList = roots, gradList = grads, inList = ins)
            {
                if (NativeMethods.autograd_backward(
                    rootList, roots.Length, gradList, grads.Length, retain_graph ?? create_graph, create_graph, inList, ins.Length) != 0)
                    CheckForErrors();
            }
            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        public static void backward(
            Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
