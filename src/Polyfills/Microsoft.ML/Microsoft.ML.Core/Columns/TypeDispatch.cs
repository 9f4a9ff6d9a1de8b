using System;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Calls a generic method whose type argument is known only at run time; exceptions arrive as they were thrown.</summary>
internal static class TypeDispatch
{
    /// <param name="method">The method with any type argument that is allowed, for instance <c>MakeGetter&lt;int&gt;</c>.</param>
    /// <param name="type">The type argument to use instead.</param>
    public static TResult Invoke<TResult>(Func<TResult> method, Type type)
        => (TResult)Call(method, type);

    public static TResult Invoke<T1, TResult>(Func<T1, TResult> method, Type type, T1 arg1)
        => (TResult)Call(method, type, arg1);

    public static TResult Invoke<T1, T2, TResult>(Func<T1, T2, TResult> method, Type type, T1 arg1, T2 arg2)
        => (TResult)Call(method, type, arg1, arg2);

    public static TResult Invoke<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> method, Type type, T1 arg1, T2 arg2, T3 arg3)
        => (TResult)Call(method, type, arg1, arg2, arg3);

    private static object Call(Delegate method, Type type, params object[] arguments)
        => method.Method.GetGenericMethodDefinition().MakeGenericMethod(type)
            .Invoke(method.Target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
