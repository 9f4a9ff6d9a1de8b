using LaMo.Core.Data;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Datasets;

/// <summary>A dataset as a data view. Each cursor reads it by a reader of its own, and of the columns only those that it was asked for.</summary>
internal sealed class StepSourceView : IDataView
{
    private readonly StepShape _shape;

    public StepSourceView(StepSource source)
    {
        Source = source;
        StepLayout layout = source.Layout;
        ImageShape? image = layout.StateShape is [int frames, int height, int width] ? new ImageShape(frames, height, width, layout.HasByteStates) : null;
        _shape = new StepShape(layout.StateSize, image, layout.ActionSize, layout.ActionCount);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(nameof(Step.EpisodeId), NumberDataViewType.Int32);
        builder.AddColumn(nameof(Step.Timestep), NumberDataViewType.Int32);
        builder.AddColumn(nameof(Step.State), _shape.StateType);
        builder.AddColumn(nameof(Step.Action), _shape.ActionType);
        builder.AddColumn(nameof(Step.Reward), NumberDataViewType.Single);
        builder.AddColumn(nameof(Step.Terminal), BooleanDataViewType.Instance);
        builder.AddColumn(nameof(Step.Timeout), BooleanDataViewType.Instance);
        Schema = builder.ToSchema();
    }

    public StepSource Source { get; }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => Source.StepCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new StepSourceCursor(Schema, Source, _shape, [.. columnsNeeded.Select(column => column.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
