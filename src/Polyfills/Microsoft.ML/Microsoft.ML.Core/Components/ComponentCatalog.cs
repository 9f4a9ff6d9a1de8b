using System;
using System.Collections.Generic;
using System.Reflection;

namespace Microsoft.ML.Runtime;

public sealed class ComponentCatalog
{
    private readonly object _lock = new();
    private readonly HashSet<string> _registered = [];
    private readonly Dictionary<(string Name, Type Signature), LoadableClass> _classes = [];
    private readonly Dictionary<(Type Attribute, string Contract), Type> _extensions = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        lock (_lock)
        {
            if (!_registered.Add(assembly.FullName))
                return;
            foreach (LoadableClassAttribute attribute in assembly.GetCustomAttributes<LoadableClassAttribute>())
                AddClass(attribute, throwOnError);
            foreach (Type type in assembly.GetTypes())
            {
                if (!type.IsClass)
                    continue;
                foreach (ExtensionBaseAttribute attribute in type.GetCustomAttributes<ExtensionBaseAttribute>())
                    AddExtension(type, attribute, throwOnError);
            }
        }
    }

    /// <summary>Creates the class registered for a signature under a name.</summary>
    /// <returns>False if none is, or if it is not a <typeparamref name="TResult"/>.</returns>
    internal bool TryCreateInstance<TResult, TSignature>(IHostEnvironment environment, string name, object[] extra, out TResult result)
        where TResult : class
    {
        LoadableClass loadable;
        lock (_lock)
            _classes.TryGetValue(KeyOf(name, typeof(TSignature)), out loadable);
        result = loadable?.CreateInstance(name, environment, extra) as TResult;
        return result != null;
    }

    /// <summary>An instance of the class that carries the attribute with this contract name.</summary>
    internal object GetExtensionValue(Type attributeType, string contractName)
    {
        Type type;
        lock (_lock)
            _extensions.TryGetValue((attributeType, contractName), out type);
        if (type == null)
            throw Contracts.Except(
                $"Unable to locate an extension for the contract '{contractName}'. Ensure you have called ComponentCatalog.RegisterAssembly with the Assembly that contains a class decorated with a '{attributeType.FullName}'.");
        return Activator.CreateInstance(type);
    }

    private static (string Name, Type Signature) KeyOf(string name, Type signature) => (name.ToLowerInvariant().Trim(), signature);

    private void AddClass(LoadableClassAttribute attribute, bool throwOnError)
    {
        var loadable = LoadableClass.FromAttribute(attribute);
        if (loadable == null)
        {
            if (throwOnError)
                throw Contracts.Except($"Can't instantiate loadable class '{attribute.InstanceType.Name}' with name '{attribute.LoadNames[0]}'");
            return;
        }
        foreach (string name in attribute.LoadNames)
        {
            (string Name, Type Signature) key = KeyOf(name, attribute.SignatureType);
            if (!_classes.TryAdd(key, loadable) && throwOnError)
                throw Contracts.Except(
                    $"ComponentCatalog cannot map name '{name}' and SignatureType '{attribute.SignatureType}' to {attribute.InstanceType.Name}, already mapped to {_classes[key].Type.Name}.");
        }
    }

    private void AddExtension(Type type, ExtensionBaseAttribute attribute, bool throwOnError)
    {
        if (!_extensions.TryAdd((attribute.GetType(), attribute.ContractName), type) && throwOnError)
            throw Contracts.Except(
                $"An extension for '{attribute.GetType().Name}' with contract '{attribute.ContractName}' has already been registered in the ComponentCatalog.");
    }
}
