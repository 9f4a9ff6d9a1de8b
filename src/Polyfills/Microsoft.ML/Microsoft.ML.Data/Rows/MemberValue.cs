using System;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How the type of a user's field or property (T, T[], VBuffer, string) stands for a column's raw type.</summary>
internal static class MemberValue
{
    /// <summary>The type of the items, and whether there may be many.</summary>
    public static (Type ItemType, bool IsVector) Analyze(Type memberType)
    {
        bool isBuffer = memberType.IsGenericType && memberType.GetGenericTypeDefinition() == typeof(VBuffer<>);
        Type itemType = memberType.IsArray ? memberType.GetElementType()
            : isBuffer ? memberType.GetGenericArguments()[0]
            : memberType;
        return (itemType == typeof(string) ? typeof(ReadOnlyMemory<char>) : itemType, memberType.IsArray || isBuffer);
    }

    public static void CheckAnnotation(Type valueType, DataViewType annotationType)
    {
        (Type itemType, bool isVector) = Analyze(valueType);
        bool wantsVector = annotationType is VectorDataViewType;
        Contracts.Check(isVector == wantsVector,
            $"Value inputted is supposed to be {(isVector ? "vector" : "scalar")}, but type of Annotationinfo is {(wantsVector ? "vector" : "scalar")}");
        Type wanted = annotationType.GetItemType().RawType;
        Contracts.Check(itemType == wanted, $"Value inputted is supposed to have Type {itemType}, but type of Annotationinfo has {wanted}");
    }

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's raw type over a function that yields the member's value.</summary>
    public static Delegate MakeGetter(Type memberType, Delegate producer)
    {
        if (memberType == typeof(string))
            return MakeTextGetter((Func<string>)producer);
        if (memberType == typeof(string[]))
            return MakeTextVectorGetter((Func<string[]>)producer);
        if (memberType.IsArray)
            return TypeDispatch.Invoke(MakeArrayGetter<int>, memberType.GetElementType(), producer);
        (Type itemType, bool isVector) = Analyze(memberType);
        return isVector
            ? TypeDispatch.Invoke(MakeBufferGetter<int>, itemType, producer)
            : TypeDispatch.Invoke(MakeDirectGetter<int>, itemType, producer);
    }

    private static ValueGetter<ReadOnlyMemory<char>> MakeTextGetter(Func<string> producer)
        => (ref ReadOnlyMemory<char> value) => value = producer().AsMemory();

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> MakeTextVectorGetter(Func<string[]> producer)
        => (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            string[] source = producer() ?? [];
            var editor = VBufferEditor.Create(ref value, source.Length);
            for (int i = 0; i < source.Length; i++)
                editor.Values[i] = source[i].AsMemory();
            value = editor.Commit();
        };

    private static Delegate MakeArrayGetter<T>(Delegate producer)
    {
        var produce = (Func<T[]>)producer;
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            T[] source = produce();
            VBuffer<T>.Copy(source, 0, ref value, source?.Length ?? 0);
        });
    }

    private static Delegate MakeBufferGetter<T>(Delegate producer)
    {
        var produce = (Func<VBuffer<T>>)producer;
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => produce().CopyTo(ref value));
    }

    private static Delegate MakeDirectGetter<T>(Delegate producer)
    {
        var produce = (Func<T>)producer;
        return (ValueGetter<T>)((ref T value) => value = produce());
    }
}
