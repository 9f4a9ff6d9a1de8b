namespace LaMo.Core.Inference;

/// <summary>Chooses a discrete action by the probabilities of all.</summary>
public static class DiscreteAction
{
    /// <summary>The number of the most probable action, the first of equal ones.</summary>
    /// <param name="probabilities">The probabilities, at least one.</param>
    public static int MostProbable(ReadOnlySpan<float> probabilities)
    {
        int best = 0;
        for (int action = 1; action < probabilities.Length; action++)
            if (probabilities[action] > probabilities[best])
                best = action;
        return best;
    }

    /// <summary>Draws the number of an action.</summary>
    /// <param name="probabilities">The probabilities, which sum to 1.</param>
    /// <param name="random">Where the draw comes from.</param>
    public static int Draw(ReadOnlySpan<float> probabilities, SplitMix64 random)
    {
        double rest = random.NextDouble();
        for (int action = 0; action < probabilities.Length - 1; action++)
            if ((rest -= probabilities[action]) < 0)
                return action;
        return probabilities.Length - 1;
    }
}
