using LaMo.Core.Networks;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>A row with what a policy chooses in its state; one forward pass for each position of the row.</summary>
internal sealed class PolicyRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly HashSet<int> _active;
    private readonly PolicyNetwork _network;
    private readonly float[] _state;
    private readonly FeatureReader? _reader;
    private readonly IReadOnlyList<Delegate> _getters;
    private PolicyOutput? _output;
    private long _position;

    public PolicyRow(PolicyTransformer policy, DataViewRow input, DataViewSchema schema, HashSet<int> active)
    {
        _input = input;
        _active = active;
        _network = policy.Network;
        _state = new float[_network.Config.StateSize];
        Schema = schema;
        // A getter may only be asked for where one of the added columns is active, and with it the state.
        if (active.Any(index => index >= input.Schema.Count))
            _reader = FeatureReader.Create(input, policy.StateColumn(input.Schema));
        _getters = policy.Getters(input.Schema, () => Output().Actions, () => Output().Values[0]);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) =>
        column.Index < _input.Schema.Count ? _input.IsColumnActive(_input.Schema[column.Index]) : _active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (column.Index < _input.Schema.Count)
            return _input.GetGetter<TValue>(_input.Schema[column.Index]);
        if (!IsColumnActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
        return _getters[column.Index - _input.Schema.Count] as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Invalid TValue in GetGetter for column #{column}: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    private PolicyOutput Output()
    {
        if (_output is null || _position != _input.Position)
        {
            _reader!.Read();
            _reader.CopyTo(_state);
            _output = _network.Predict(_state);
            _position = _input.Position;
        }
        return _output;
    }
}
