using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor matmul(Tensor target) => Apply(&NativeMethods.tensor_matmul, target);
        public Tensor mm(Tensor target) => Apply(&NativeMethods.tensor_mm, target);
        public Tensor bmm(Tensor batch2) => Apply(&NativeMethods.tensor_bmm, batch2);
        public Tensor mv(Tensor target) => Apply(&NativeMethods.tensor_mv, target);
        public Tensor dot(Tensor target)
        {
            if (shape.Length != 1 || target.shape.Length != 1 || shape[0] != target.shape[0])
                throw new InvalidOperationException("dot arguments must have the same shape.");
            return Apply(&NativeMethods.tensor_dot, target);
        }

        public Tensor outer(Tensor vec2) => Apply(&NativeMethods.tensor_outer, vec2);
        public Tensor inner(Tensor vec2) => Apply(&NativeMethods.tensor_inner, vec2);
        public Tensor ger(Tensor vec2) => outer(vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Wrap(NativeMethods.tensor_addmm(Handle, mat1.Handle, mat2.Handle, beta, alpha), this, mat1, mat2);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Changed(NativeMethods.tensor_addmm_(Handle, mat1.Handle, mat2.Handle, beta, alpha), mat1, mat2);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) =>
            Wrap(NativeMethods.tensor_addmv(Handle, mat.Handle, vec.Handle, beta, alpha), this, mat, vec);

        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) =>
            Changed(NativeMethods.tensor_addmv_(Handle, mat.Handle, vec.Handle, beta, alpha), mat, vec);

        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Wrap(NativeMethods.tensor_addbmm(Handle, batch1.Handle, batch2.Handle, beta, alpha), this, batch1, batch2);

        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Changed(NativeMethods.tensor_addbmm_(Handle, batch1.Handle, batch2.Handle, beta, alpha), batch1, batch2);

        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) =>
            Wrap(NativeMethods.tensor_addr(Handle, vec1.Handle, vec2.Handle, beta, alpha), this, vec1, vec2);

        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) =>
            Changed(NativeMethods.tensor_addr_(Handle, vec1.Handle, vec2.Handle, beta, alpha), vec1, vec2);
    }

    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);
    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);
    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);
    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);
    public static Tensor inner(Tensor input, Tensor vec2) => input.inner(vec2);
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);
    public static Tensor addmm_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm_(mat1, mat2, beta, alpha);
    public static Tensor addmv(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv(mat1, mat2, beta, alpha);
    public static Tensor addmv_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv_(mat1, mat2, beta, alpha);
    public static Tensor addbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.addbmm(batch1, batch2, beta, alpha);
    public static Tensor addbmm_(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.addbmm_(batch1, batch2, beta, alpha);
    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => input.addr(vec1, vec2, beta, alpha);
    public static Tensor addr_(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => input.addr_(vec1, vec2, beta, alpha);

    public static unsafe Tensor einsum(string equation, params Tensor[] tensors)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(equation + '\0'))
        fixed (IntPtr* handles = tensors.ToHandleArray())
            return Tensor.Wrap(NativeMethods.tensor_einsum(text, handles, tensors.Length), tensors);
    }
}
