using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LaMo.Build.Tests.Signatures;

/// <summary>Writes a type and its members as C# declarations, a line each: the form of most of the contract files.</summary>
internal static class CSharpListing
{
    private static readonly TypeNames names = new() { Separator = ", ", WithOuterTypes = true, AsReflected = false };
    private static readonly NullabilityInfoContext nullability = new();

    private static readonly Dictionary<string, string> operators = new()
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%",
        ["op_BitwiseAnd"] = "&", ["op_BitwiseOr"] = "|", ["op_ExclusiveOr"] = "^", ["op_LeftShift"] = "<<", ["op_RightShift"] = ">>",
        ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_UnaryNegation"] = "-",
    };

    /// <summary>The name of a type with its namespace.</summary>
    public static string FullName(Type type) => $"{type.Namespace}.{names.Of(type)}";

    /// <summary>The declaration of a type: modifiers, name, base types and constraints.</summary>
    public static string Declaration(Type type)
    {
        string access = type.IsPublic || type.IsNestedPublic ? "public" : "protected";
        string obsolete = Obsolete(type);
        if (type.IsEnum)
            return $"{obsolete}{access} enum {names.Of(type)} : {names.Of(type.GetEnumUnderlyingType())} {{ {string.Join(", ", EnumValues(type))} }}";
        if (type.BaseType == typeof(MulticastDelegate))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"{obsolete}{access} delegate {names.Of(invoke.ReturnType)} {WithVariance(type)}({Parameters(invoke)}){Constraints(type.GetGenericArguments())};";
        }
        string bases = string.Join(", ", BaseTypes(type).Select(names.Of));
        return $"{obsolete}{access} {Kind(type)} {WithVariance(type)}{(bases == "" ? "" : " : " + bases)}{Constraints(type.GetGenericArguments())}";
    }

    /// <summary>The declarations of the members that a type itself declares and others can see.</summary>
    public static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum || type.BaseType == typeof(MulticastDelegate))
            return [];
        return Members.Fields(type).Select(Field)
            .Concat(Members.Constructors(type).Select(constructor => $"{Access(constructor)}{TypeNames.Simple(type)}({Parameters(constructor)});"))
            .Concat(Members.Properties(type).Select(Property))
            .Concat(Members.Events(type).Select(declared => $"{Modifiers(declared.AddMethod!)}event {names.Of(declared.EventHandlerType!)} {declared.Name};"))
            .Concat(Members.Methods(type).Select(Method));
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsValueType)
            return (HasAttribute(type, nameof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + "struct";
        return (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + "class";
    }

    // The base class, and the visible interfaces that neither it nor another interface brings.
    private static IEnumerable<Type> BaseTypes(Type type)
    {
        if (type.BaseType is Type ancestor && ancestor != typeof(object) && ancestor != typeof(ValueType))
            yield return ancestor;
        Type[] all = [.. type.GetInterfaces().Where(one => one.IsVisible)];
        foreach (Type implemented in all)
            if (type.BaseType?.GetInterfaces().Contains(implemented) != true && !all.Any(other => other.GetInterfaces().Contains(implemented)))
                yield return implemented;
    }

    private static string WithVariance(Type type)
    {
        string name = names.Of(type);
        foreach (Type parameter in type.GetGenericArguments())
        {
            GenericParameterAttributes variance = parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask;
            if (variance != GenericParameterAttributes.None)
                name = Regex.Replace(name, $@"(?<=[<,] ?){parameter.Name}(?=[,>])", (variance == GenericParameterAttributes.Covariant ? "out " : "in ") + parameter.Name);
        }
        return name;
    }

    private static string Constraints(IEnumerable<Type> parameters) => string.Concat(parameters.Select(parameter =>
    {
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        List<string> constraints = [];
        if (isStruct)
            constraints.Add("struct");
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            constraints.Add("class");
        constraints.AddRange(parameter.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)).Select(names.Of));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
            constraints.Add("new()");
        return constraints.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }));

    private static IEnumerable<string> EnumValues(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");

    private static string Field(FieldInfo field)
    {
        string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? " = " + Value(field.GetRawConstantValue(), field.FieldType) : "";
        return $"{(field.IsPublic ? "public " : "protected ")}{kind}{names.Of(field.FieldType)}{Mark(nullability.Create(field).ReadState, field.FieldType)} {field.Name}{value};";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(Members.IsVisible)];
        MethodInfo widest = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        IEnumerable<string> shown = accessors.Select(accessor => accessor.ReturnType != typeof(void) ? "get; " : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ");
        ParameterInfo[] indices = property.GetIndexParameters();
        NullabilityInfo info = nullability.Create(property);
        string name = indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(Parameter))}]";
        return $"{Obsolete(property)}{Modifiers(widest)}{(property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{names.Of(property.PropertyType)}{Mark(property.CanRead ? info.ReadState : info.WriteState, property.PropertyType)} {name} {{ {string.Concat(shown)}}}";
    }

    private static string Method(MethodInfo method)
    {
        string returns = names.Of(method.ReturnType) + Mark(nullability.Create(method.ReturnParameter).ReadState, method.ReturnType);
        if (method.Name is "op_Implicit" or "op_Explicit")
            return $"{Obsolete(method)}{Modifiers(method)}{(method.Name == "op_Implicit" ? "implicit" : "explicit")} operator {returns}({Parameters(method)});";
        string name = operators.TryGetValue(method.Name, out string? symbol) && method.IsSpecialName ? "operator " + symbol : method.Name;
        Type[] arguments = method.GetGenericArguments();
        return $"{Obsolete(method)}{Modifiers(method)}{returns} {name}{names.Arguments(arguments)}({Parameters(method)}){Constraints(arguments)};";
    }

    // By name: an assembly may bring compiler attributes of its own.
    private static bool HasAttribute(Type type, string name) => type.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name == name);

    private static string Obsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute), inherit: false) ? "[Obsolete] " : "";

    private static string Access(MethodBase method) => method.IsPublic ? "public " : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
            return "";
        string modifier = method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "";
        return Access(method) + modifier;
    }

    private static string Parameters(MethodBase method)
    {
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        string prefix = type.IsByRef ? (parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ") : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        NullabilityInfo info = nullability.Create(parameter);
        string value = parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue, type) : "";
        // Nobody can name an operator's parameters.
        string name = parameter.Member is MethodInfo { IsSpecialName: true, IsStatic: true } ? "" : " " + parameter.Name;
        return $"{prefix}{names.Of(type)}{Mark(parameter.IsOut ? info.ReadState : info.WriteState, type)}{name}{value}";
    }

    private static string Mark(NullabilityState state, Type type)
    {
        Type element = type.IsByRef ? type.GetElementType()! : type;
        return state == NullabilityState.Nullable && !element.IsValueType ? "?" : "";
    }

    private static string Value(object? value, Type type)
    {
        if (value != null && (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } enumeration)
            return $"{names.Of(enumeration)}.{Enum.ToObject(enumeration, value)}";
        return value switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) == null || type.IsGenericParameter ? "default" : "null",
            bool flag => flag ? "true" : "false",
            string text => $"\"{text}\"",
            char character => character == '\t' ? "'\\t'" : $"'{character}'",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
