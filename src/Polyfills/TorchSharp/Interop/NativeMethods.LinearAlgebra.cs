using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Products of vectors and matrices.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern IntPtr tensor_matmul(IntPtr self, IntPtr other);
    [DllImport(Library)] internal static extern IntPtr tensor_mm(IntPtr self, IntPtr other);
    [DllImport(Library)] internal static extern IntPtr tensor_bmm(IntPtr self, IntPtr other);
    [DllImport(Library)] internal static extern IntPtr tensor_mv(IntPtr self, IntPtr other);
    [DllImport(Library)] internal static extern IntPtr tensor_dot(IntPtr self, IntPtr other);
    [DllImport(Library)] internal static extern IntPtr tensor_outer(IntPtr self, IntPtr other);
    [DllImport(Library)] internal static extern IntPtr tensor_inner(IntPtr self, IntPtr other);
    [DllImport(Library)] internal static extern IntPtr tensor_addmm(IntPtr self, IntPtr left, IntPtr right, float beta, float alpha);
    [DllImport(Library)] internal static extern IntPtr tensor_addmv(IntPtr self, IntPtr left, IntPtr right, float beta, float alpha);
    [DllImport(Library)] internal static extern IntPtr tensor_addbmm(IntPtr self, IntPtr left, IntPtr right, float beta, float alpha);
    [DllImport(Library)] internal static extern IntPtr tensor_addr(IntPtr self, IntPtr left, IntPtr right, float beta, float alpha);
    [DllImport(Library)] internal static extern int tensor_addmm_(IntPtr self, IntPtr left, IntPtr right, float beta, float alpha);
    [DllImport(Library)] internal static extern int tensor_addmv_(IntPtr self, IntPtr left, IntPtr right, float beta, float alpha);
    [DllImport(Library)] internal static extern int tensor_addbmm_(IntPtr self, IntPtr left, IntPtr right, float beta, float alpha);
    [DllImport(Library)] internal static extern int tensor_addr_(IntPtr self, IntPtr left, IntPtr right, float beta, float alpha);
    [DllImport(Library)] internal static extern IntPtr tensor_einsum(byte* equation, IntPtr* operands, long count);
}
