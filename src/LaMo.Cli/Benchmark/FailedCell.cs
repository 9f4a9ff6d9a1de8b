namespace LaMo.Cli.Benchmark;

/// <summary>A run that failed.</summary>
/// <param name="Cell">The run.</param>
/// <param name="Message">Why.</param>
internal sealed record FailedCell(CellSpecification Cell, string Message);
