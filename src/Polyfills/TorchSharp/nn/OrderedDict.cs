#nullable disable // as in the real assembly
using System.Collections;

namespace TorchSharp.Utils;

/// <summary>A dictionary that remembers the order in which its keys came, enumerated as (key, value) tuples.</summary>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
{
    private readonly OrderedDictionary<TKey, TValue> _entries = new();

    public int Count => _entries.Count;
    public bool IsReadOnly => false;
    public ICollection<TKey> Keys => _entries.Keys.ToList();
    public ICollection<TValue> Values => _entries.Values.ToList();

    public TValue this[TKey key]
    {
        get => _entries[key];
        set => _entries[key] = value;
    }

    public (TKey, TValue) this[int index]
    {
        get => ToTuple(_entries.GetAt(index));
        set => _entries.SetAt(index, value.Item1, value.Item2);
    }

    public IEnumerable<TKey> keys() => _entries.Keys;
    public IEnumerable<TValue> values() => _entries.Values;
    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();
    public void clear() => _entries.Clear();

    public void Add(TKey key, TValue value) => _entries.Add(key, value);
    public void Add((TKey, TValue) item) => _entries.Add(item.Item1, item.Item2);
    public void Add(KeyValuePair<TKey, TValue> item) => _entries.Add(item.Key, item.Value);
    public void Insert(int index, (TKey, TValue) item) => _entries.Insert(index, item.Item1, item.Item2);
    public void Clear() => _entries.Clear();

    public bool Remove(TKey key) => _entries.ContainsKey(key) ? _entries.Remove(key) : throw new KeyNotFoundException($"The given key '{key}' was not present in the dictionary.");
    public bool Remove((TKey, TValue) item) => _entries.Remove(item.Item1);
    public bool Remove(KeyValuePair<TKey, TValue> item) => _entries.Remove(item.Key);

    public void RemoveAt(int index)
    {
        if (index >= _entries.Count) throw new IndexOutOfRangeException();
        _entries.RemoveAt(index);
    }

    public bool ContainsKey(TKey key) => _entries.ContainsKey(key);
    public bool TryGetValue(TKey key, out TValue value) => _entries.TryGetValue(key, out value);
    public bool Contains((TKey, TValue) item) => IndexOf(item) >= 0;
    public bool Contains(KeyValuePair<TKey, TValue> item) => _entries.ContainsKey(item.Key);

    public int IndexOf((TKey, TValue) item)
    {
        var index = _entries.IndexOf(item.Item1);
        return index >= 0 && EqualityComparer<TValue>.Default.Equals(_entries.GetAt(index).Value, item.Item2) ? index : -1;
    }

    public void CopyTo((TKey, TValue)[] array, int arrayIndex)
    {
        foreach (var entry in _entries) array[arrayIndex++] = ToTuple(entry);
    }

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<TKey, TValue>>)_entries).CopyTo(array, arrayIndex);

    public IEnumerator<(TKey, TValue)> GetEnumerator()
    {
        foreach (var entry in _entries) yield return ToTuple(entry);
    }

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => _entries.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static (TKey, TValue) ToTuple(KeyValuePair<TKey, TValue> entry) => (entry.Key, entry.Value);
}
