namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Quantiles of Student's t distribution.</summary>
internal static class StudentQuantile
{
    /// <summary>The value that a t-distributed variable stays below with a probability, found by bisection of its distribution function.</summary>
    /// <param name="probability">In (1/2, 1).</param>
    /// <param name="degreesOfFreedom">Positive.</param>
    public static double Of(double probability, int degreesOfFreedom)
    {
        double low = 0, high = 1;
        while (Distribution(high, degreesOfFreedom) < probability)
            high *= 2;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            if (Distribution(middle, degreesOfFreedom) < probability)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    /// <summary>P(T &lt; t) for t of 0 or more and a whole number of degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4).</summary>
    private static double Distribution(double t, int degreesOfFreedom)
    {
        double angle = Math.Atan(t / Math.Sqrt(degreesOfFreedom));
        double sine = Math.Sin(angle), cosine = Math.Cos(angle);
        bool odd = degreesOfFreedom % 2 == 1;
        double term = odd ? cosine : 1, sum = degreesOfFreedom == 1 ? 0 : term;
        for (int k = odd ? 2 : 1; k <= degreesOfFreedom - 3; k += 2)
            sum += term *= cosine * cosine * k / (k + 1);
        return 0.5 + 0.5 * (odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum);
    }
}
