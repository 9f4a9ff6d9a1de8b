namespace LaMo.Bench;

/// <summary>What is timed, a piece at a time.</summary>
internal interface IWork : IDisposable
{
    /// <summary>Does the next piece.</summary>
    /// <returns>How many units it was.</returns>
    int Do();
}
