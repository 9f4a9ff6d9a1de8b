using System;

namespace Microsoft.ML.Data;

/// <summary>ML.NET reports every bad argument but null as <see cref="ArgumentOutOfRangeException"/>.</summary>
internal static class ArgumentCheck
{
    public static void InRange(bool condition, string parameter, string message = null)
    {
        if (!condition)
            throw message == null ? new ArgumentOutOfRangeException(parameter) : new ArgumentOutOfRangeException(parameter, message);
    }
}
