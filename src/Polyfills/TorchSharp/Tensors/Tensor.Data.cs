using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            ValidateType(typeof(T));
            if (device_type != DeviceType.CPU)
                return cpu().item<T>();
            T item = *(T*)DataPointer();
            GC.KeepAlive(this);
            return item;
        }

        public Scalar ToScalar()
        {
            Number value;
            Changed(NativeMethods.tensor_item(Handle, &value));
            return new Scalar(value);
        }

        public Span<byte> bytes
        {
            get
            {
                long size = NumberOfElements * ElementSize;
                RequireReadable(size);
                return new Span<byte>((void*)DataPointer(), (int)size);
            }
            set
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (NumberOfElements * ElementSize != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>((void*)DataPointer(), value.Length));
                GC.KeepAlive(this);
            }
        }

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            RequireReadable(0);
            var data = (byte*)DataPointer();
            for (long rest = NumberOfElements * ElementSize; rest > 0;)
            {
                int length = (int)Math.Min(rest, bufferSize);
                stream.Write(new ReadOnlySpan<byte>(data, length));
                data += length;
                rest -= length;
            }
            GC.KeepAlive(this);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            RequireReadable(0);
            var data = (byte*)DataPointer();
            for (long rest = NumberOfElements * ElementSize; rest > 0;)
            {
                int length = stream.Read(new Span<byte>(data, (int)Math.Min(rest, bufferSize)));
                if (length == 0)
                    throw new EndOfStreamException();
                data += length;
                rest -= length;
            }
            GC.KeepAlive(this);
        }

        /// <summary>Where the first element lies; null for a tensor without elements.</summary>
        internal IntPtr DataPointer()
        {
            IntPtr data = NativeMethods.tensor_data(Handle);
            if (data == IntPtr.Zero)
                CheckForErrors();
            return data;
        }

        private void ValidateType(Type type)
        {
            ScalarType dtype = this.dtype;
            if (dtype == ScalarType.BFloat16)
                throw new ArgumentException($"No support for {dtype} in TorchSharp");
            bool matches = dtype switch
            {
                ScalarType.Byte => type == typeof(byte),
                ScalarType.Int8 => type == typeof(sbyte),
                ScalarType.Int16 => type == typeof(short),
                ScalarType.Int32 => type == typeof(int),
                ScalarType.Int64 => type == typeof(long),
                ScalarType.Bool => type == typeof(bool),
                ScalarType.Float16 => type == typeof(Half),
                ScalarType.Float32 => type == typeof(float),
                ScalarType.Float64 => type == typeof(double),
                ScalarType.ComplexFloat32 => type == typeof((float, float)),
                ScalarType.ComplexFloat64 => type == typeof(System.Numerics.Complex),
                _ => true,
            };
            if (!matches)
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }

        private void RequireReadable(long size)
        {
            if (!is_contiguous())
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (size > int.MaxValue)
                throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }
    }
}
