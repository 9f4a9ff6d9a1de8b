using TorchSharp.Modules;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients down together where their common norm exceeds <paramref name="max_norm"/>; gives the norm before.</summary>
            public static unsafe double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                double norm;
                Parameter[] parameters = [.. tensors];
                fixed (IntPtr* handles = parameters.ToHandleArray())
                    Require(parameters_clip_grad_norm_(handles, parameters.Length, max_norm, norm_type, &norm), parameters);
                return norm;
            }

            /// <summary>Clamps every element of every gradient to ± <paramref name="clip_value"/>.</summary>
            public static unsafe void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                Parameter[] parameters = [.. tensors];
                fixed (IntPtr* handles = parameters.ToHandleArray())
                    Require(parameters_clip_grad_value_(handles, parameters.Length, clip_value), parameters);
            }

            /// <summary>All values in one new vector, parameter after parameter.</summary>
            public static unsafe Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                Parameter[] parameters = [.. tensors];
                fixed (IntPtr* handles = parameters.ToHandleArray())
                    return Tensor.Wrap(parameters_join(handles, parameters.Length), parameters);
            }

            /// <summary>Makes each parameter a view of its part of the vector.</summary>
            public static unsafe void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                Parameter[] parameters = [.. tensors];
                fixed (IntPtr* handles = parameters.ToHandleArray())
                    vec.Changed(parameters_split(vec.Handle, handles, parameters.Length), parameters);
            }

            private static void Require(int status, object operands)
            {
                if (status != 0) CheckForErrors();
                GC.KeepAlive(operands);
            }
        }
    }
}
