using Microsoft.ML;

namespace LaMo.MLNet.Schema;

/// <summary>Follows the episode column of a row as its cursor moves, and tells where episodes begin.</summary>
internal abstract class EpisodeTracker
{
    /// <summary>Looks at the current row.</summary>
    /// <returns>Whether it is the first of an episode.</returns>
    /// <exception cref="InvalidOperationException">The row belongs to an episode that had ended before, or to none.</exception>
    public abstract bool BeginsEpisode();

    public static bool Supports(Type rawType) =>
        rawType == typeof(ReadOnlyMemory<char>)
        || rawType == typeof(int) || rawType == typeof(long) || rawType == typeof(short) || rawType == typeof(sbyte)
        || rawType == typeof(uint) || rawType == typeof(ulong) || rawType == typeof(ushort) || rawType == typeof(byte);

    public static EpisodeTracker Create(DataViewRow row, DataViewSchema.Column column)
    {
        Type type = column.Type.RawType;
        if (type == typeof(ReadOnlyMemory<char>))
            return new Tracker<ReadOnlyMemory<char>, string>(row, column, (id, key) => id.Span.SequenceEqual(key), id => id.ToString());
        if (type == typeof(int))
            return OfNumber<int>(row, column);
        if (type == typeof(long))
            return OfNumber<long>(row, column);
        if (type == typeof(short))
            return OfNumber<short>(row, column);
        if (type == typeof(sbyte))
            return OfNumber<sbyte>(row, column);
        if (type == typeof(uint))
            return OfNumber<uint>(row, column);
        if (type == typeof(ulong))
            return OfNumber<ulong>(row, column);
        return type == typeof(ushort) ? OfNumber<ushort>(row, column) : OfNumber<byte>(row, column);
    }

    private static Tracker<T, T> OfNumber<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, IEquatable<T> =>
        new(row, column, (id, key) => id.Equals(key), id => id);

    private sealed class Tracker<TValue, TKey>(DataViewRow row, DataViewSchema.Column column, Func<TValue, TKey, bool> equal, Func<TValue, TKey> toKey) : EpisodeTracker
        where TKey : notnull
    {
        private readonly ValueGetter<TValue> _getId = row.GetGetter<TValue>(column);
        private readonly bool _isKey = column.Type is Microsoft.ML.Data.KeyDataViewType;
        private readonly HashSet<TKey> _seen = [];
        private TValue _id = default!;
        private TKey _current = default!;

        public override bool BeginsEpisode()
        {
            _getId(ref _id);
            if (_seen.Count > 0 && equal(_id, _current))
                return false;
            _current = toKey(_id);
            if (_isKey && _current.Equals(default(TKey)))
                throw new InvalidOperationException($"Row {row.Position}: column '{column.Name}' is missing. Every row must belong to an episode.");
            if (!_seen.Add(_current))
                throw new InvalidOperationException(
                    $"Row {row.Position}: episode '{_current}' of column '{column.Name}' goes on after another episode began. The rows of an episode must be contiguous and in order; sort the data by episode first.");
            return true;
        }
    }
}
