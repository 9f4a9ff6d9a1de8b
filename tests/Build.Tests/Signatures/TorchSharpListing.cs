using System.Globalization;
using System.Reflection;

namespace LaMo.Build.Tests.Signatures;

/// <summary>Writes a type and its members in the form of TorchSharp's contract file: <c>Type::member(parameters) -> type flags</c>.</summary>
internal static class TorchSharpListing
{
    private static readonly TypeNames declared = new() { Separator = ",", WithOuterTypes = true, AsReflected = true };
    private static readonly TypeNames names = new() { Separator = ",", WithOuterTypes = false, AsReflected = true };

    public static string Declaration(Type type)
    {
        string flags = type.IsAbstract && type.IsSealed ? " static" : type.IsAbstract ? " abstract" : type.IsSealed ? " sealed" : " ";
        string values = type.IsEnum ? $" enum{{{string.Join(',', Enum.GetNames(type))}}}" : "";
        return $"TYPE {declared.Of(type)} : {(type.BaseType is Type ancestor ? names.Of(ancestor) : "")}{flags}{values}";
    }

    public static IEnumerable<string> MembersOf(Type type)
    {
        string prefix = declared.Of(type) + "::";
        if (type.IsEnum || type.BaseType == typeof(MulticastDelegate))
            return [];
        return Members.Fields(type).Select(field => $"{field.Name} field {names.Of(field.FieldType)}{(field.IsStatic ? " static" : "")}")
            .Concat(Members.Constructors(type).Select(constructor => $".ctor({Parameters(constructor.GetParameters())}){Flags(constructor)}"))
            .Concat(Members.Properties(type).Select(Property))
            .Concat(Members.Methods(type).Select(method =>
                $"{method.Name}{names.Arguments(method.GetGenericArguments())}({Parameters(method.GetParameters())}) -> {names.Of(method.ReturnType)}{Flags(method)}"))
            .Select(member => prefix + member);
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(Members.IsVisible)];
        ParameterInfo[] indices = property.GetIndexParameters();
        string shown = string.Concat(accessors.Select(accessor => accessor.ReturnType == typeof(void) ? "set;" : "get;"));
        return $"{property.Name}{(indices.Length == 0 ? "" : $"[{Parameters(indices)}]")} : {names.Of(property.PropertyType)} {{{shown}}}";
    }

    private static string Flags(MethodBase method) =>
        (method.IsStatic ? " static" : method.IsAbstract ? " abstract" : method.IsVirtual && !method.IsFinal ? " virtual" : "") + (method.IsPublic ? "" : " protected");

    private static string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        string prefix = parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        string value = parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "";
        return $"{prefix}{names.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }));

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        Enum number => Convert.ToInt64(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
