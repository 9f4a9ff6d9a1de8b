namespace LaMo.Core.Trajectories;

/// <summary>The return-to-go R_t = r_t + discount * R_{t+1} of Decision Transformer (arXiv 2106.01345, section 3), divided by a task's scale.</summary>
public static class ReturnsToGo
{
    /// <summary>Replaces the rewards of one episode by their scaled returns-to-go.</summary>
    /// <param name="rewards">The episode's rewards in order; on return, R_t / scale.</param>
    /// <param name="scale">What returns are divided by, positive.</param>
    /// <param name="discount">The discount per step in (0, 1]; 1 gives the undiscounted return-to-go of the paper.</param>
    public static void Accumulate(Span<float> rewards, double scale, double discount)
    {
        // In double: a thousand single-precision additions would lose digits that differ with the episode's length.
        double sum = 0;
        for (int t = rewards.Length - 1; t >= 0; t--)
        {
            sum = rewards[t] + discount * sum;
            rewards[t] = (float)(sum / scale);
        }
    }
}
