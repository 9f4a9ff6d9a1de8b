using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(INormalizerFunction), typeof(CdfFunction), null, typeof(SignatureLoadModel),
    "CDF Normalizer", CdfFunction.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>The value's quantile in a normal distribution, or that of its logarithm; zero where there is none.</summary>
internal sealed class CdfFunction<T> : NormalizerFunction<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly T s_a = T.CreateTruncating(0.147);

    private readonly T[] _mean;
    private readonly T[] _deviation;
    private readonly bool _useLog;

    public CdfFunction(T[] mean, T[] deviation, bool useLog)
    {
        _mean = mean;
        _deviation = deviation;
        _useLog = useLog;
    }

    public override int Size => _mean.Length;

    // The real one leaves the implicit zeros of a sparse vector alone.
    protected override bool KeepsZero => true;

    public override NormalizingTransformer.NormalizerModelParametersBase GetParameters(bool isVector) => isVector
        ? new NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>([.. _mean], [.. _deviation], _useLog)
        : new NormalizingTransformer.CdfNormalizerModelParameters<T>(_mean[0], _deviation[0], _useLog);

    public override void Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(CdfFunction.GetVersionInfo());
        // i32 bytes per number, u8 use logarithm, i32 slots, means, deviations.
        ctx.Writer.Write(Unsafe.SizeOf<T>());
        ctx.Writer.Write(_useLog);
        ctx.Writer.Write(Size);
        ctx.Writer.Write<T>(_mean);
        ctx.Writer.Write<T>(_deviation);
    }

    protected override T Apply(int slot, T value)
    {
        if (_deviation[slot] <= T.Epsilon)
            return T.Zero;
        T x = _useLog ? T.CreateTruncating(Math.Log(double.CreateTruncating(value))) : value;
        return T.IsFinite(x) ? Cdf((x - _mean[slot]) / _deviation[slot]) : T.Zero;
    }

    // 0.5 (1 + erf(z / sqrt 2)) with Winitzki's approximation of erf.
    private static T Cdf(T z)
    {
        T halfSquare = z * z / (T.One + T.One);
        T a = s_a * halfSquare;
        double exponent = -double.CreateTruncating(halfSquare) * (4 / Math.PI + double.CreateTruncating(a)) / double.CreateTruncating(T.One + a);
        return T.CreateTruncating(0.5 + 0.5 * T.Sign(z) * Math.Sqrt(1 - Math.Exp(exponent)));
    }
}

internal static class CdfFunction
{
    public const string LoaderSignature = "CdfNormalizeFunction";

    public static VersionInfo GetVersionInfo() => new(
        modelSignature: "CDFNORMF",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(CdfFunction).Assembly.FullName);

    private static INormalizerFunction Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return ctx.Reader.ReadInt32() == sizeof(float) ? Load<float>(ctx) : Load<double>(ctx);
    }

    private static CdfFunction<T> Load<T>(ModelLoadContext ctx)
        where T : struct, IFloatingPointIeee754<T>
    {
        bool useLog = ctx.Reader.ReadBoolean();
        int size = ctx.Reader.ReadInt32();
        return new CdfFunction<T>(ctx.Reader.Read<T>(size), ctx.Reader.Read<T>(size), useLog);
    }
}
