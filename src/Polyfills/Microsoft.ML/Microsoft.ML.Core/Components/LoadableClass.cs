using System;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A class that can be created by name: through its <c>static Create</c> method or its constructor, with or without the environment.</summary>
internal sealed class LoadableClass
{
    private readonly MethodBase _initializer;
    private readonly bool _takesEnvironment;
    private readonly int _extraCount;

    private LoadableClass(LoadableClassAttribute attribute, MethodBase initializer)
    {
        Type = attribute.InstanceType;
        ArgType = attribute.ArgType;
        _initializer = initializer;
        _extraCount = attribute.ExtraTypes.Length;
        _takesEnvironment = initializer.GetParameters().Length > _extraCount + (ArgType == null ? 0 : 1);
    }

    public Type Type { get; }

    public Type ArgType { get; }

    /// <summary>The class that the attribute describes, or null if it offers no way to create it.</summary>
    public static LoadableClass FromAttribute(LoadableClassAttribute attribute)
    {
        Type[] parameters = attribute.ArgType == null ? attribute.ExtraTypes : [attribute.ArgType, .. attribute.ExtraTypes];
        Type[] withEnvironment = [typeof(IHostEnvironment), .. parameters];
        MethodBase constructor = null;
        if (attribute.InstanceType.IsAssignableFrom(attribute.LoaderType))
            constructor = FindConstructor(attribute.LoaderType, parameters) ?? FindConstructor(attribute.LoaderType, withEnvironment);
        MethodBase create = FindCreate(attribute, parameters) ?? FindCreate(attribute, withEnvironment);
        // Where both exist, the more visible one is meant.
        MethodBase initializer = constructor != null && (create == null || Visibility(constructor) > Visibility(create)) ? constructor : create;
        return initializer == null ? null : new LoadableClass(attribute, initializer);
    }

    public object CreateInstance(string name, IHostEnvironment environment, object[] extra)
    {
        if (extra.Length != _extraCount)
            throw Contracts.Except($"Wrong number of extra parameters for loadable class '{name}', need '{_extraCount}', given '{extra.Length}'");
        object[] arguments = ArgType == null ? extra : [Activator.CreateInstance(ArgType), .. extra];
        if (_takesEnvironment)
            arguments = [environment, .. arguments];
        try
        {
            return _initializer is ConstructorInfo constructor ? constructor.Invoke(arguments) : _initializer.Invoke(null, arguments);
        }
        catch (TargetInvocationException exception) when (exception.InnerException != null && Contracts.IsMarked(exception.InnerException))
        {
            throw Contracts.Except("Error during class instantiation", exception);
        }
    }

    private static ConstructorInfo FindConstructor(Type type, Type[] parameters)
        => type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, parameters);

    private static MethodInfo FindCreate(LoadableClassAttribute attribute, Type[] parameters)
    {
        MethodInfo method = attribute.LoaderType.GetMethod("Create", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, parameters);
        return method?.ReturnType == attribute.InstanceType ? method : null;
    }

    private static int Visibility(MethodBase method) => method.IsPublic ? 2 : method.IsPrivate ? 0 : 1;
}
