using Microsoft.ML;

namespace LaMo.MLNet;

/// <summary>Adds offline reinforcement learning to an <see cref="MLContext"/>.</summary>
public static class OfflineRLExtensions
{
    /// <summary>Trainers, loaders and policies for offline reinforcement learning.</summary>
    /// <param name="mlContext">The context that seeds, logs and loads for them.</param>
    public static OfflineRLCatalog OfflineRL(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new OfflineRLCatalog(mlContext);
    }
}
