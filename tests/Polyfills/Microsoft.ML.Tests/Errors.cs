namespace Microsoft.ML.Tests;

internal static class Errors
{
    /// <summary>Asserts the type and the whole message of what an action throws.</summary>
    public static void Throws<TException>(string message, Action action)
        where TException : Exception
        => Assert.Equal(message, Assert.Throws<TException>(action).Message);
}
