#nullable disable // as in the real assembly
namespace TorchSharp.Utils;

/// <summary>Names the component that a module's field holds, where the field's own name is not to be used.</summary>
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; }
}
