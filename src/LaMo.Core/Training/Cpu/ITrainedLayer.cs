namespace LaMo.Core.Training.Cpu;

/// <summary>A layer that keeps a copy of its parameters, laid out for its work.</summary>
internal interface ITrainedLayer
{
    /// <summary>Takes over the parameters' present values.</summary>
    void Refresh();
}
