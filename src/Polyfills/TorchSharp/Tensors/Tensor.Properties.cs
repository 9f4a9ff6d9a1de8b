using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long Dimensions => Answer(NativeMethods.tensor_ndimension(Handle));
        public long dim() => Dimensions;
        public long ndim => Dimensions;
        public long NumberOfElements => Answer(NativeMethods.tensor_numel(Handle));
        public long numel() => NumberOfElements;
        public long ElementSize => Answer(NativeMethods.tensor_element_size(Handle));
        public long element_size() => ElementSize;
        public long storage_offset() => Answer(NativeMethods.tensor_storage_offset(Handle));

        public ScalarType dtype => (ScalarType)Answer((long)NativeMethods.tensor_type(Handle));
        public bool is_integral() => dtype.IsIntegral();
        public bool is_floating_point() => dtype.IsFloatingPoint();
        public bool is_complex() => dtype.IsComplex();

        public DeviceType device_type => (DeviceType)Answer(NativeMethods.tensor_device_type(Handle));

        // The CPU's index is -1.
        public int device_index
        {
            get
            {
                int index = NativeMethods.tensor_device_index(Handle);
                GC.KeepAlive(this);
                return index;
            }
        }

        public Device device => device_type == DeviceType.CPU ? new(DeviceType.CPU) : new(device_type, device_index);
        public bool is_cuda => device_type == DeviceType.CUDA;
        public bool is_meta => device_type == DeviceType.META;
        public bool is_cpu() => device_type == DeviceType.CPU;
        public bool is_sparse => Answer(NativeMethods.tensor_is_sparse(Handle)) != 0;
        public bool is_contiguous() => Answer(NativeMethods.tensor_is_contiguous(Handle)) != 0;
        public bool is_pinned() => Answer(NativeMethods.tensor_is_pinned(Handle)) != 0;

        public bool is_nonzero()
        {
            if (numel() != 1)
                throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");
            return Answer(NativeMethods.tensor_is_nonzero(Handle)) != 0;
        }

        public long[] shape => size();

        public long[] size()
        {
            var sizes = new long[ndim];
            fixed (long* target = sizes)
                Changed(NativeMethods.tensor_sizes(Handle, target));
            return sizes;
        }

        public long size(int dim) => Answer(NativeMethods.tensor_size(Handle, dim));

        public long[] stride()
        {
            var strides = new long[ndim];
            fixed (long* target = strides)
                Changed(NativeMethods.tensor_strides(Handle, target));
            return strides;
        }

        public long stride(int dim) => Answer(NativeMethods.tensor_stride(Handle, dim));

        public bool has_names() => Answer(NativeMethods.tensor_has_names(Handle)) != 0;

        public string[] names
        {
            get
            {
                var result = new string[ndim];
                for (int i = 0; has_names() && i < result.Length; i++)
                    result[i] = System.Runtime.InteropServices.Marshal.PtrToStringUTF8((IntPtr)NativeMethods.tensor_name(Handle, i))!;
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>Gives a new tensor the names of a factory's argument.</summary>
        internal Tensor Named(string[]? names)
        {
            if (names == null || names.Length == 0)
                return this;
            if (names.Length != ndim)
                throw new ArgumentException($"The number of dimension names ({names.Length}) is different from the number of dimensions ({ndim}).");
            fixed (byte* text = Encoding.UTF8.GetBytes(string.Join(',', names.Select(name => name ?? "*")) + '\0'))
                return Changed(NativeMethods.tensor_set_names(Handle, text));
        }
    }

    public static long numel(Tensor input) => input.numel();
}
