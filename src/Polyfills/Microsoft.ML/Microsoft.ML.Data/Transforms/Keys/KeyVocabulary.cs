using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(KeyVocabulary), null, typeof(SignatureLoadModel), "Term Manager", KeyVocabulary.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>The key maps of a transformer, which are a model of their own in a file.</summary>
internal sealed class KeyVocabulary(KeyMap[] maps) : ICanSaveModel
{
    public const string LoaderSignature = "TermManager";
    public const string Directory = "Vocabulary";

    private const byte Texts = 0;
    private const byte CodedValues = 1;

    public KeyMap[] Maps { get; } = maps;

    public void Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.Writer.Write(Maps.Length);
        foreach (KeyMap map in Maps)
            map.Save(ctx);
    }

    /// <summary>u8 0, i32 count and the texts; or u8 1, the values' type, i32 count and a block of the type's codec.</summary>
    public static void SaveValues<T>(ModelSaveContext ctx, PrimitiveDataViewType type, T[] values)
    {
        if (values is ReadOnlyMemory<char>[] texts)
        {
            ctx.Writer.Write(Texts);
            ctx.Writer.Write(texts.Length);
            foreach (ReadOnlyMemory<char> text in texts)
                ctx.SaveNonEmptyString(text.ToString());
            return;
        }
        ctx.Writer.Write(CodedValues);
        BinaryCodec.WriteType(ctx.Writer, type);
        ctx.Writer.Write(values.Length);
        BlockWriter<T> block = ((BinaryCodec<T>)BinaryCodec.For(type)).CreateBlock();
        foreach (T value in values)
            block.Add(value);
        block.Write(ctx.Writer);
    }

    private static KeyVocabulary Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        var maps = new KeyMap[ctx.Reader.ReadInt32()];
        for (int i = 0; i < maps.Length; i++)
            maps[i] = ctx.Reader.ReadByte() == Texts ? LoadTexts(ctx) : LoadCodedValues(ctx);
        return new KeyVocabulary(maps);
    }

    private static KeyMap LoadTexts(ModelLoadContext ctx)
    {
        int count = ctx.Reader.ReadInt32();
        return new KeyMap<ReadOnlyMemory<char>>(TextDataViewType.Instance,
            Enumerable.Range(0, count).Select(_ => ctx.LoadNonEmptyString().AsMemory()).ToArray());
    }

    private static KeyMap LoadCodedValues(ModelLoadContext ctx)
    {
        var type = BinaryCodec.ReadTypeOrNull(ctx.Reader) as PrimitiveDataViewType;
        Contracts.CheckDecode(type != null, "Unrecognized codec read");
        return TypeDispatch.Invoke(LoadCodedValues<int>, type.RawType, ctx, type);
    }

    private static KeyMap LoadCodedValues<T>(ModelLoadContext ctx, PrimitiveDataViewType type)
    {
        var values = new T[ctx.Reader.ReadInt32()];
        BlockReader<T> block = ((BinaryCodec<T>)BinaryCodec.For(type)).ReadBlock(ctx.Reader, values.Length);
        for (int i = 0; i < values.Length; i++)
            block.Get(i, ref values[i]);
        return new KeyMap<T>(type, values);
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "TERM MAN",
        verWrittenCur: 0x00010002,
        verReadableCur: 0x00010002,
        verWeCanReadBack: 0x00010002,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(KeyVocabulary).Assembly.FullName);
}
