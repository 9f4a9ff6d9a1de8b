namespace LaMo.Cli.Invocation;

/// <summary>How far something has come.</summary>
/// <param name="Done">How much is done.</param>
/// <param name="Total">Of how much; 0 if that is not known.</param>
/// <param name="Remark">What else there is to say, such as the loss; empty for nothing.</param>
internal readonly record struct WorkProgress(long Done, long Total, string Remark = "");
