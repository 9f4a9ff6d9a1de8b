namespace LaMo.Core.Serialization.Torch;

/// <summary>A dict or OrderedDict of a pickle: its items in the order they were set, of which a later one of equal key counts.</summary>
internal sealed class PickleDictionary
{
    public List<(object? Key, object? Value)> Items { get; } = [];
}
