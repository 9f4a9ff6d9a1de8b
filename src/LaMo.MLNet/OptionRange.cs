using System.Runtime.CompilerServices;

namespace LaMo.MLNet;

/// <summary>Checks of options; what they throw names the option.</summary>
internal static class OptionRange
{
    /// <exception cref="ArgumentOutOfRangeException">There is no name.</exception>
    public static void Column(string value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (string.IsNullOrEmpty(value))
            throw new ArgumentOutOfRangeException(name, $"{name} must name a column.");
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, or not finite.</exception>
    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Check(value is > 0 and < double.PositiveInfinity, value, name, "be positive and finite");

    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or not finite.</exception>
    public static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Check(value is >= 0 and < double.PositiveInfinity, value, name, "be finite and not negative");

    /// <exception cref="ArgumentOutOfRangeException">The value is not in (0, 1].</exception>
    public static void Share(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Check(value is > 0 and <= 1, value, name, "lie in (0, 1]");

    /// <exception cref="ArgumentOutOfRangeException">The value is not in (0, 1).</exception>
    public static void Inside(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Check(value is > 0 and < 1, value, name, "lie in (0, 1)");

    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public static void Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Check(value is >= 0 and < 1, value, name, "lie in [0, 1)");

    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Check(double.IsFinite(value), value, name, "be finite");

    /// <exception cref="ArgumentOutOfRangeException">The value is none of its enumeration's.</exception>
    public static void Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    private static void Check(bool isValid, double value, string name, string range)
    {
        if (!isValid)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must {range}.");
    }
}
