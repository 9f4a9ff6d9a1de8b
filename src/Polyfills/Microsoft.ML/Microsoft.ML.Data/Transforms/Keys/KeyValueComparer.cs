using System;
using System.Collections.Generic;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Equality and order of the values of a column; texts are compared by their characters.</summary>
internal abstract class KeyValueComparer<T> : IEqualityComparer<T>, IComparer<T>
{
    public static KeyValueComparer<T> Instance { get; }
        = typeof(T) == typeof(ReadOnlyMemory<char>) ? (KeyValueComparer<T>)(object)new OfText() : new OfValues();

    public abstract bool Equals(T x, T y);

    public abstract int GetHashCode(T value);

    public abstract int Compare(T x, T y);

    private sealed class OfValues : KeyValueComparer<T>
    {
        public override bool Equals(T x, T y) => EqualityComparer<T>.Default.Equals(x, y);

        public override int GetHashCode(T value) => value.GetHashCode();

        public override int Compare(T x, T y) => Comparer<T>.Default.Compare(x, y);
    }

    private sealed class OfText : KeyValueComparer<ReadOnlyMemory<char>>
    {
        public override bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

        public override int GetHashCode(ReadOnlyMemory<char> value) => string.GetHashCode(value.Span);

        public override int Compare(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceCompareTo(y.Span);
    }
}
