using System;
using System.IO;

namespace Microsoft.ML.Runtime;

/// <summary>
/// The exceptions of ML.NET: a bad argument is an <see cref="ArgumentOutOfRangeException"/> (null apart), a bad state an
/// <see cref="InvalidOperationException"/>, bad stored data a <see cref="FormatException"/>. Each is marked as deliberate.
/// </summary>
internal static class Contracts
{
    private const string MarkKey = "ML_IsMarked";

    public static TException Mark<TException>(TException exception)
        where TException : Exception
    {
        exception.Data[MarkKey] = 1;
        return exception;
    }

    public static bool IsMarked(Exception exception) => exception.Data.Contains(MarkKey);

    public static Exception Except(string message, Exception inner = null) => Mark(new InvalidOperationException(message, inner));

    public static Exception ExceptParam(string paramName, string message) => Mark(new ArgumentOutOfRangeException(paramName, message));

    public static Exception ExceptDecode(string message = null, Exception inner = null)
        => Mark(message == null ? new FormatException() : new FormatException(message, inner));

    public static Exception ExceptIO(string message, Exception inner = null) => Mark(new IOException(message, inner));

    /// <summary>The column in this role ("input", "filter", ...) does not exist.</summary>
    public static Exception ExceptSchemaMismatch(string paramName, string columnRole, string columnName)
        => ExceptParam(paramName, $"Could not find {columnRole} column '{columnName}'");

    /// <summary>The column in this role has the wrong type.</summary>
    public static Exception ExceptSchemaMismatch(string paramName, string columnRole, string columnName, string expectedType, string actualType)
        => ExceptParam(paramName, $"Schema mismatch for {columnRole} column '{columnName}': expected {expectedType}, got {actualType}");

    public static void Check(bool condition, string message = null)
    {
        if (!condition)
            throw message == null ? Mark(new InvalidOperationException()) : Except(message);
    }

    public static void CheckParam(bool condition, string paramName, string message = null)
    {
        if (!condition)
            throw message == null ? Mark(new ArgumentOutOfRangeException(paramName)) : ExceptParam(paramName, message);
    }

    public static void CheckDecode(bool condition, string message = null)
    {
        if (!condition)
            throw ExceptDecode(message);
    }

    public static T CheckValue<T>(T value, string paramName)
        where T : class
        => value ?? throw Mark(new ArgumentNullException(paramName));

    public static string CheckNonEmpty(string value, string paramName, string message = null)
    {
        CheckParam(!string.IsNullOrEmpty(value), paramName, message ?? $"{paramName} cannot be null or empty");
        return value;
    }

    public static string CheckNonWhiteSpace(string value, string paramName, string message = null)
    {
        CheckParam(!string.IsNullOrWhiteSpace(value), paramName, message ?? $"{paramName} cannot be null or white space");
        return value;
    }

    public static T[] CheckNonEmpty<T>(T[] values, string paramName, string message = null)
    {
        CheckParam(values is { Length: > 0 }, paramName, message ?? $"{paramName} cannot be null or empty");
        return values;
    }
}
