using System;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Says under which names, and for which signature, an assembly offers a class to be created. Internal in the real library.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class LoadableClassAttribute : Attribute
{
    public LoadableClassAttribute(Type instType, Type argType, Type sigType, string userName, params string[] loadNames)
        : this(instType, instType, argType, sigType, userName, loadNames)
    {
    }

    public LoadableClassAttribute(Type instType, Type loaderType, Type argType, Type sigType, string userName, params string[] loadNames)
    {
        InstanceType = Contracts.CheckValue(instType, nameof(instType));
        LoaderType = Contracts.CheckValue(loaderType, nameof(loaderType));
        SignatureType = Contracts.CheckValue(sigType, nameof(sigType));
        Contracts.CheckParam(sigType.BaseType == typeof(MulticastDelegate), nameof(sigType), "LoadableClass signature type must be a delegate type");
        LoadNames = loadNames is { Length: > 0 } ? loadNames : [userName];
        Contracts.CheckParam(!LoadNames.Any(string.IsNullOrWhiteSpace), nameof(loadNames), "LoadableClass loadName parameter can't be empty");
        ExtraTypes = sigType.GetMethod("Invoke").GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        ArgType = argType;
    }

    internal Type InstanceType { get; }

    internal Type LoaderType { get; }

    internal Type ArgType { get; }

    internal Type SignatureType { get; }

    internal string[] LoadNames { get; }

    /// <summary>The parameters that the signature prescribes.</summary>
    internal Type[] ExtraTypes { get; }
}
