using System.IO;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(TextLoader), null, typeof(SignatureLoadModel), "Text Loader", TextLoader.LoaderSignature)]

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    internal const string LoaderSignature = "TextLoader";

    private const string HeaderStreamName = "Header.txt";
    private const uint TrimFlag = 0x01;
    private const uint HeaderFlag = 0x02;
    private const uint QuotingFlag = 0x04;
    private const uint SparseFlag = 0x08;
    private const uint MultilinesFlag = 0x10;
    private const uint MissingRealsFlag = 0x20;

    private static VersionInfo Version => new(
        modelSignature: "TXTLOADR",
        verWrittenCur: 0x0001000E,
        verReadableCur: 0x0001000A,
        verWeCanReadBack: 0x0001000E,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(TextLoader).Assembly.FullName);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(sizeof(float));
        ctx.Writer.Write(_layout.MaxRows);
        ctx.Writer.Write(Flag(_layout.TrimWhitespace, TrimFlag) | Flag(_layout.HasHeader, HeaderFlag) | Flag(_layout.AllowQuoting, QuotingFlag)
            | Flag(_layout.AllowSparse, SparseFlag) | Flag(_layout.ReadMultilines, MultilinesFlag) | Flag(_layout.MissingRealsAsNaNs, MissingRealsFlag));
        ctx.Writer.Write(_layout.InputSize);
        ctx.Writer.Write(_layout.Separators.Length);
        foreach (char separator in _layout.Separators)
            ctx.Writer.Write((short)separator);
        ctx.Writer.Write(_layout.EscapeChar);
        ctx.Writer.Write(_layout.DecimalMarker);

        ctx.Writer.Write(_columns.Length);
        foreach (TextColumn column in _columns)
            SaveColumn(ctx, column);
        if (!string.IsNullOrEmpty(_header))
            ctx.SaveBinaryStream(HeaderStreamName, writer => writer.Write(Encoding.UTF8.GetBytes(_header + "\n")));
    }

    private static TextLoader Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        Contracts.CheckDecode(ctx.Reader.ReadInt32() == sizeof(float));
        long maxRows = ctx.Reader.ReadInt64();
        uint flags = ctx.Reader.ReadUInt32();
        int inputSize = ctx.Reader.ReadInt32();
        var separators = new char[ctx.Reader.ReadInt32()];
        for (int i = 0; i < separators.Length; i++)
            separators[i] = (char)ctx.Reader.ReadInt16();
        var layout = new TextLayout
        {
            MaxRows = maxRows,
            TrimWhitespace = (flags & TrimFlag) != 0,
            HasHeader = (flags & HeaderFlag) != 0,
            AllowQuoting = (flags & QuotingFlag) != 0,
            AllowSparse = (flags & SparseFlag) != 0,
            ReadMultilines = (flags & MultilinesFlag) != 0,
            MissingRealsAsNaNs = (flags & MissingRealsFlag) != 0,
            InputSize = inputSize,
            Separators = separators,
            EscapeChar = ctx.Reader.ReadChar(),
            DecimalMarker = ctx.Reader.ReadChar(),
        };
        var columns = new TextColumn[ctx.Reader.ReadInt32()];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = LoadColumn(ctx);
        string header = null;
        ctx.TryLoadBinaryStream(HeaderStreamName, reader => header = new StreamReader(reader.BaseStream).ReadLine());
        return new TextLoader(layout, _ => columns, _ => header);
    }

    private static uint Flag(bool isSet, uint flag) => isSet ? flag : 0;

    private static void SaveColumn(ModelSaveContext ctx, TextColumn column)
    {
        DataViewType itemType = column.Type.GetItemType();
        ctx.SaveNonEmptyString(column.Name);
        ctx.Writer.Write((byte)ColumnTypes.KindOf(itemType.RawType));
        ctx.Writer.Write(itemType is KeyDataViewType);
        if (itemType is KeyDataViewType key)
            ctx.Writer.Write(key.Count);
        ctx.Writer.Write(column.Segments.Length);
        foreach (TextSegment segment in column.Segments)
        {
            ctx.Writer.Write(segment.Min);
            ctx.Writer.Write(segment.End);
            ctx.Writer.Write(segment.ForceVector);
        }
    }

    private static TextColumn LoadColumn(ModelLoadContext ctx)
    {
        string name = ctx.LoadNonEmptyString();
        PrimitiveDataViewType itemType = ColumnTypes.PrimitiveTypeFromKind((DataKind)ctx.Reader.ReadByte());
        if (ctx.Reader.ReadBoolean())
            itemType = new KeyDataViewType(itemType.RawType, ctx.Reader.ReadUInt64());
        var segments = new TextSegment[ctx.Reader.ReadInt32()];
        for (int i = 0; i < segments.Length; i++)
            segments[i] = new TextSegment(ctx.Reader.ReadInt32(), ctx.Reader.ReadInt32(), ctx.Reader.ReadBoolean());
        return new TextColumn(name, itemType, segments);
    }
}
