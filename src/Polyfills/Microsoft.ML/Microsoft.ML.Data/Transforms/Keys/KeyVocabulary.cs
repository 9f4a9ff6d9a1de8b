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

    private const byte TextMap = 0;

    public KeyMap[] Maps { get; } = maps;

    public void Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.Writer.Write(Maps.Length);
        foreach (KeyMap map in Maps)
            map.Save(ctx);
    }

    /// <summary>u8 0, i32 count, the texts.</summary>
    public static void SaveTexts(ModelSaveContext ctx, ReadOnlyMemory<char>[] texts)
    {
        ctx.Writer.Write(TextMap);
        ctx.Writer.Write(texts.Length);
        foreach (ReadOnlyMemory<char> text in texts)
            ctx.SaveNonEmptyString(text.ToString());
    }

    private static KeyVocabulary Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        var maps = new KeyMap[ctx.Reader.ReadInt32()];
        for (int i = 0; i < maps.Length; i++)
            maps[i] = LoadTexts(ctx);
        return new KeyVocabulary(maps);
    }

    private static KeyMap LoadTexts(ModelLoadContext ctx)
    {
        Contracts.CheckDecode(ctx.Reader.ReadByte() == TextMap);
        int count = ctx.Reader.ReadInt32();
        return new KeyMap<ReadOnlyMemory<char>>(TextDataViewType.Instance,
            Enumerable.Range(0, count).Select(_ => ctx.LoadNonEmptyString().AsMemory()).ToArray());
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "TERM MAN",
        verWrittenCur: 0x00010002,
        verReadableCur: 0x00010002,
        verWeCanReadBack: 0x00010002,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(KeyVocabulary).Assembly.FullName);
}
