using Microsoft.ML;

namespace LaMo.MLNet;

/// <summary>The model of one fold of a cross-validation by episodes and how it did on the episodes held out, as ML.NET's own catalogs give it.</summary>
public sealed class CrossValidationResult
{
    internal CrossValidationResult(ITransformer model, ActionMetrics metrics, IDataView scoredHoldOutSet, int fold)
    {
        Model = model;
        Metrics = metrics;
        ScoredHoldOutSet = scoredHoldOutSet;
        Fold = fold;
    }

    /// <summary>How closely the model predicts the actions of the episodes held out.</summary>
    public ActionMetrics Metrics { get; }

    /// <summary>The model fitted on the other folds' episodes; who keeps none of its results disposes it.</summary>
    public ITransformer Model { get; }

    /// <summary>The episodes held out, scored by the model.</summary>
    public IDataView ScoredHoldOutSet { get; }

    /// <summary>The fold's number, from 0.</summary>
    public int Fold { get; }
}
