using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Generators and everything that draws from them.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern IntPtr generator_new(ulong seed, int deviceType, int deviceIndex);
    [DllImport(Library)] internal static extern IntPtr generator_default();
    [DllImport(Library)] internal static extern void generator_dispose(IntPtr self);
    [DllImport(Library)] internal static extern int generator_manual_seed(IntPtr self, long seed);
    [DllImport(Library)] internal static extern long generator_initial_seed(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr generator_get_state(IntPtr self);
    [DllImport(Library)] internal static extern int generator_set_state(IntPtr self, IntPtr state);
    [DllImport(Library)] internal static extern int random_manual_seed(long seed);
    [DllImport(Library)] internal static extern int tensor_bernoulli_(IntPtr self, double p, IntPtr generator);
    [DllImport(Library)] internal static extern int tensor_bernoulli_tensor_(IntPtr self, IntPtr p, IntPtr generator);
    [DllImport(Library)] internal static extern IntPtr tensor_bernoulli(IntPtr self, IntPtr generator);
    [DllImport(Library)] internal static extern IntPtr tensor_multinomial(IntPtr self, long samples, bool replacement, IntPtr generator);
    [DllImport(Library)] internal static extern IntPtr tensor_normal(IntPtr mean, IntPtr deviation, IntPtr generator);
    [DllImport(Library)] internal static extern int tensor_normal_(IntPtr self, double mean, double deviation, IntPtr generator);
    [DllImport(Library)] internal static extern int tensor_uniform_(IntPtr self, double from, double to, IntPtr generator);
    [DllImport(Library)] internal static extern int tensor_random_(IntPtr self, double from, double to, IntPtr generator);
    [DllImport(Library)] internal static extern int tensor_exponential_(IntPtr self, double lambda, IntPtr generator);
}
