using LaMo.Core.Data;
using LaMo.Core.Trajectories;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Datasets;

/// <summary>A data view as a dataset; it is read through once to count its episodes.</summary>
internal sealed class DataViewSource : StepSource
{
    private readonly IDataView _data;
    private long _stepCount;
    private int _episodeCount;

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    public DataViewSource(IDataView data)
    {
        _data = data;
        DataViewSchema schema = data.Schema;
        var state = (VectorDataViewType)ColumnRequirement.NumberVector(nameof(Step.State)).Find(schema).Type;
        DataViewType action = ColumnRequirement.Action(nameof(Step.Action)).Find(schema).Type;
        ColumnRequirement.Scalar(nameof(Step.Timestep), NumberDataViewType.Int32).Find(schema);
        ColumnRequirement.Scalar(nameof(Step.Reward), NumberDataViewType.Single).Find(schema);
        foreach (string flag in (ReadOnlySpan<string>)[nameof(Step.Terminal), nameof(Step.Timeout)])
            if (schema.GetColumnOrNull(flag) is not null)
                ColumnRequirement.Scalar(flag, BooleanDataViewType.Instance).Find(schema);
        Layout = new StepLayout(
            [.. state.Dimensions],
            action is VectorDataViewType vector ? vector.Size : 1,
            action is KeyDataViewType key ? (int)key.Count : 0,
            state.ItemType == NumberDataViewType.Byte);
        Count();
    }

    public override string Name => "The data view";

    public override string Format => "ML.NET data view";

    public override StepLayout Layout { get; }

    public override long StepCount => _stepCount;

    public override int EpisodeCount => _episodeCount;

    public override StepBlockReader OpenReader(StepColumns columns = StepColumns.All) => new DataViewSourceReader(_data, Layout, columns);

    private void Count()
    {
        DataViewSchema.Column episodeId = ColumnRequirement.EpisodeId(nameof(Step.EpisodeId)).Find(_data.Schema);
        using DataViewRowCursor rows = _data.GetRowCursor([episodeId]);
        EpisodeTracker episodes = EpisodeTracker.Create(rows, episodeId);
        for (; rows.MoveNext(); _stepCount++)
            _episodeCount += episodes.BeginsEpisode() ? 1 : 0;
        if (_stepCount == 0)
            throw new InvalidOperationException("The data has no rows.");
    }
}
