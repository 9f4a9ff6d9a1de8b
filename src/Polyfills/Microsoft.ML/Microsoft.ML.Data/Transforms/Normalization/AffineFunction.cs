using System;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(INormalizerFunction), typeof(AffineFunction), null, typeof(SignatureLoadModel),
    "Affine Normalizer", AffineFunction.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>(x - offset) * scale.</summary>
internal sealed class AffineFunction<T> : NormalizerFunction<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly T[] _scale;
    private readonly T[] _offset;

    public AffineFunction(T[] scale, T[] offset)
    {
        _scale = scale;
        _offset = offset;
        KeepsZero = Array.TrueForAll(offset, value => value == T.Zero);
    }

    public override int Size => _scale.Length;

    protected override bool KeepsZero { get; }

    public override NormalizingTransformer.NormalizerModelParametersBase GetParameters(bool isVector) => isVector
        ? new NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<T>>([.. _scale], KeepsZero ? [] : [.. _offset])
        : new NormalizingTransformer.AffineNormalizerModelParameters<T>(_scale[0], _offset[0]);

    public override void Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(AffineFunction.GetVersionInfo());
        // i32 bytes per number, i32 slots, i32 -1 (all slots are given), i32 count and scales, i32 count and offsets (none if all are zero).
        ctx.Writer.Write(Unsafe.SizeOf<T>());
        ctx.Writer.Write(Size);
        ctx.Writer.Write(-1);
        ctx.Writer.Write(Size);
        ctx.Writer.Write<T>(_scale);
        ctx.Writer.Write(KeepsZero ? 0 : Size);
        if (!KeepsZero)
            ctx.Writer.Write<T>(_offset);
    }

    protected override T Apply(int slot, T value) => (value - _offset[slot]) * _scale[slot];
}

internal static class AffineFunction
{
    public const string LoaderSignature = "AffineNormExec";

    public static VersionInfo GetVersionInfo() => new(
        modelSignature: "AFF NORM",
        verWrittenCur: 0x00010003,
        verReadableCur: 0x00010003,
        verWeCanReadBack: 0x00010003,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(AffineFunction).Assembly.FullName);

    private static INormalizerFunction Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return ctx.Reader.ReadInt32() == sizeof(float) ? Load<float>(ctx) : Load<double>(ctx);
    }

    private static AffineFunction<T> Load<T>(ModelLoadContext ctx)
        where T : struct, IFloatingPointIeee754<T>
    {
        int size = ctx.Reader.ReadInt32();
        int changed = ctx.Reader.ReadInt32();
        // A sparse file lists the slots it changes; the others are left as they are.
        int[] slots = changed == -1 ? Enumerable.Range(0, size).ToArray() : ctx.Reader.Read<int>(changed);
        T[] scales = ctx.Reader.Read<T>(ctx.Reader.ReadInt32());
        T[] offsets = ctx.Reader.Read<T>(ctx.Reader.ReadInt32());
        var scale = new T[size];
        var offset = new T[size];
        Array.Fill(scale, T.One);
        for (int i = 0; i < slots.Length; i++)
        {
            scale[slots[i]] = scales[i];
            if (offsets.Length > 0 && scales[i] != T.Zero)
                offset[slots[i]] = offsets[i];
        }
        return new AffineFunction<T>(scale, offset);
    }
}
