using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ThirdPartyComponent;

[assembly: LoadableClass(typeof(Scaler), null, typeof(SignatureLoadModel), "Scaler", Scaler.LoaderSignature)]

namespace ThirdPartyComponent;

/// <summary>Multiplies column X; its factor is in the model stream and its note in a stream of its own.</summary>
internal sealed class Scaler : ITransformer
{
    public const string LoaderSignature = "ThirdPartyScaler";

    private const string NoteStream = "Note.bin";

    private readonly float _factor;
    private readonly string _note;

    public Scaler(float factor, string note)
    {
        _factor = factor;
        _note = note;
    }

    bool ITransformer.IsRowToRowMapper => false;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

    public IDataView Transform(IDataView input)
    {
        if (_note != "thrice")
            throw new InvalidDataException($"The note says {_note}.");
        IEnumerable<Row> scaled = input.GetColumn<float>("X").Select(x => new Row { X = _factor * x });
        return new MLContext().Data.LoadFromEnumerable(scaled);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.Writer.Write(_factor);
        ctx.SaveNonEmptyString("unit");
        ctx.SaveBinaryStream(NoteStream, writer => writer.Write(_note));
    }

    private static Scaler Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        float factor = ctx.Reader.ReadSingle();
        if (ctx.LoadNonEmptyString() != "unit")
            throw new InvalidDataException("The unit is wrong.");
        string note = "";
        if (!ctx.TryLoadBinaryStream(NoteStream, reader => note = reader.ReadString()))
            throw new InvalidDataException($"{NoteStream} is missing.");
        return new Scaler(factor, note);
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "3RDPARTY",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderAssemblyName: typeof(Scaler).Assembly.GetName().Name,
        loaderSignature: LoaderSignature);
}
