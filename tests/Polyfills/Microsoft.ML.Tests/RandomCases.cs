using FsCheck;

namespace Microsoft.ML.Tests;

/// <summary>How the properties are checked: the same cases in every run.</summary>
internal static class RandomCases
{
    public static Config Repeatable { get; } = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(7, 11);
}
