namespace TorchSharp;

public static partial class torch
{
    public struct TensorIndex
    {
        private readonly Index _index;
        private readonly Tensor? _tensor;

        private TensorIndex(IndexKind kind, long start = Index.Missing, long stop = Index.Missing, long step = Index.Missing, Tensor? tensor = null)
        {
            _index = new() { Kind = kind, Start = start, Stop = stop, Step = step };
            _tensor = tensor;
        }

        public static TensorIndex Ellipsis = new(IndexKind.Ellipsis);
        public static TensorIndex None = new(IndexKind.None);
        public static TensorIndex Null = new(IndexKind.None);
        public static TensorIndex Colon = Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(IndexKind.Slice, start ?? Index.Missing, stop ?? Index.Missing, step ?? Index.Missing);

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) =>
            Slice(range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
                !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        public static TensorIndex Bool(bool value) => new(IndexKind.Boolean, value ? 1 : 0);

        public static TensorIndex Single(long? index) => new(IndexKind.Integer, index ?? 0);

        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex(System.Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        // It exists so that overload resolution prefers indices to tensors; it is never meant to run.
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        internal readonly bool IsTensor => _index.Kind == IndexKind.Tensor;

        /// <summary>The form for native code; the tensor must be kept alive as long as it is used.</summary>
        internal readonly Index Encode()
        {
            Index encoded = _index;
            if (IsTensor)
                encoded.Tensor = _tensor!.Handle;
            return encoded;
        }
    }
}
