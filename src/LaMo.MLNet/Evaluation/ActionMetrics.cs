namespace LaMo.MLNet;

/// <summary>
/// How closely a policy predicts the logged actions: <see cref="ContinuousActionMetrics"/> for a vector of actions, <see cref="DiscreteActionMetrics"/> for a key.
/// Made by <see cref="OfflineRLCatalog.Evaluate"/>.
/// </summary>
/// <remarks>Agreement with the data says how well a policy imitates, not how much return it earns; for that see <see cref="OfflineRLCatalog.EvaluateOffPolicy"/>.</remarks>
public abstract class ActionMetrics
{
    private protected ActionMetrics(long rowCount) => RowCount = rowCount;

    /// <summary>The number of rows evaluated.</summary>
    public long RowCount { get; }
}
