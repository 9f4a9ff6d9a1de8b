namespace TorchSharp;

public static partial class torch
{
    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                public static bool allow_tf32
                {
                    get => Checked(NativeMethods.backends_get_cublas_tf32()) != 0;
                    set => Done(NativeMethods.backends_set_cublas_tf32(value));
                }
            }
        }

        public static partial class cudnn
        {
            public static bool allow_tf32
            {
                get => Checked(NativeMethods.backends_get_cudnn_tf32()) != 0;
                set => Done(NativeMethods.backends_set_cudnn_tf32(value));
            }
        }
    }
}
