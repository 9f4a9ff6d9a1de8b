using System.Runtime.Intrinsics;

namespace LaMo.Core.Kernels;

/// <summary>What becomes of a <see cref="MatrixProduct"/>.</summary>
internal interface IProductResult
{
    /// <summary>What the result is with the first part of the product.</summary>
    /// <param name="part">The part.</param>
    /// <param name="bias">The bias of its columns.</param>
    /// <param name="c">What is there.</param>
    static abstract Vector512<float> Begin(Vector512<float> part, ref float bias, ref float c);

    /// <summary>What is done to the result in the end.</summary>
    static abstract Vector512<float> End(Vector512<float> result);
}

/// <summary>C = A B.</summary>
internal readonly struct Product : IProductResult
{
    public static Vector512<float> Begin(Vector512<float> part, ref float bias, ref float c) => part;

    public static Vector512<float> End(Vector512<float> result) => result;
}

/// <summary>C += A B.</summary>
internal readonly struct Added : IProductResult
{
    public static Vector512<float> Begin(Vector512<float> part, ref float bias, ref float c) => Vector512.LoadUnsafe(ref c) + part;

    public static Vector512<float> End(Vector512<float> result) => result;
}

/// <summary>C = A B + b.</summary>
internal readonly struct Biased : IProductResult
{
    public static Vector512<float> Begin(Vector512<float> part, ref float bias, ref float c) => Vector512.LoadUnsafe(ref bias) + part;

    public static Vector512<float> End(Vector512<float> result) => result;
}

/// <summary>C += A B + b.</summary>
internal readonly struct BiasedAndAdded : IProductResult
{
    public static Vector512<float> Begin(Vector512<float> part, ref float bias, ref float c) => Vector512.LoadUnsafe(ref c) + Vector512.LoadUnsafe(ref bias) + part;

    public static Vector512<float> End(Vector512<float> result) => result;
}

/// <summary>C = max(A B + b, 0).</summary>
internal readonly struct BiasedAndRectified : IProductResult
{
    public static Vector512<float> Begin(Vector512<float> part, ref float bias, ref float c) => Vector512.LoadUnsafe(ref bias) + part;

    public static Vector512<float> End(Vector512<float> result) => Vector512.Max(result, Vector512<float>.Zero);
}
