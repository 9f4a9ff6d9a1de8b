namespace LaMo.Build.Tests.Signatures;

/// <summary>Writes types without namespaces, with C#'s keywords.</summary>
internal sealed class TypeNames
{
    private static readonly Dictionary<Type, string> keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double",
    };

    private static readonly Dictionary<Type, string> rarerKeywords = new()
    {
        [typeof(sbyte)] = "sbyte", [typeof(char)] = "char", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(uint)] = "uint", [typeof(ulong)] = "ulong",
    };

    /// <summary>What stands between type arguments.</summary>
    public required string Separator { get; init; }

    /// <summary>Whether the names of nested types start with those of the types around them.</summary>
    public required bool WithOuterTypes { get; init; }

    /// <summary>Whether nested types repeat the type arguments of those around them, and the keywords for the rarer numbers are not used.</summary>
    public required bool AsReflected { get; init; }

    /// <summary>The name of a type as it stands in a signature.</summary>
    public string Of(Type type)
    {
        if (type.IsByRef || type.IsPointer)
            return Of(type.GetElementType()!) + (type.IsPointer ? "*" : "");
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is Type underlying)
            return Of(underlying) + "?";
        if (type.IsGenericParameter)
            return type.Name;
        return keywords.GetValueOrDefault(type) ?? (AsReflected ? null : rarerKeywords.GetValueOrDefault(type)) ?? Named(type, type.GetGenericArguments());
    }

    /// <summary>The name of a type without its type arguments and outer types.</summary>
    public static string Simple(Type type) => type.Name.Split('`')[0];

    /// <summary>A list of types between angle brackets, nothing where it is empty.</summary>
    public string Arguments(IEnumerable<Type> types)
    {
        string[] names = [.. types.Select(Of)];
        return names.Length == 0 ? "" : $"<{string.Join(Separator, names)}>";
    }

    private string Named(Type type, Type[] arguments)
    {
        // A nested type's arguments begin with those of the types around it.
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string name = Simple(type) + Arguments(AsReflected ? arguments : arguments[outer..]);
        return WithOuterTypes && type.DeclaringType is Type declaring ? $"{Named(declaring, arguments[..outer])}.{name}" : name;
    }
}
