using System.Reflection;
using System.Runtime.CompilerServices;

namespace LaMo.Build.Tests.Signatures;

/// <summary>
/// What of an assembly other assemblies can see: public types and members, and those that a derived class can reach. Overrides are left out: they
/// add nothing that a caller could see.
/// </summary>
internal static class Members
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> VisibleTypes(Assembly assembly) => assembly.GetTypes().Where(IsVisible);

    public static IEnumerable<ConstructorInfo> Constructors(Type type) => type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && IsVisible(constructor) && !constructor.IsDefined(typeof(CompilerGeneratedAttribute)));

    public static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly);

    public static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(Declared).Where(property => property.Name != "EqualityContract" && property.GetAccessors(nonPublic: true).Any(accessor => IsVisible(accessor) && !IsOverride(accessor)));

    public static IEnumerable<EventInfo> Events(Type type) => type.GetEvents(Declared).Where(declared => IsVisible(declared.AddMethod!));

    /// <summary>The methods that are not part of a property or an event, without those that the compiler adds to records.</summary>
    public static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(Declared).Where(method => IsVisible(method) && !IsOverride(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)));

    public static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;

    private static bool IsOverride(MethodInfo method) => method.IsVirtual && method.GetBaseDefinition() != method;
}
