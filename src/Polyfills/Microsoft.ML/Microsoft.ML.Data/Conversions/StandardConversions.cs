using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The conversions that ML.NET makes between types: never from real to integer numbers, nor between signed and unsigned ones.</summary>
internal static class StandardConversions
{
    private static readonly Type[] s_signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];
    private static readonly Type[] s_unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];
    private static readonly Type[] s_real = [typeof(float), typeof(double)];

    /// <returns>Null if there is no conversion.</returns>
    public static ValueConversion Find(DataViewType source, DataViewType destination)
    {
        Type from = source.RawType;
        Type to = destination.RawType;
        if (source is KeyDataViewType key)
            return IsKeyConversion(key, destination) ? TypeDispatch.Invoke(FromUnsigned<uint>, from, to) : null;
        if (source is TextDataViewType)
            return TypeDispatch.Invoke(FromText<int>, to, (PrimitiveDataViewType)destination);
        if (destination is KeyDataViewType)
            return null;
        if (s_signed.Contains(from))
            return TypeDispatch.Invoke(FromSigned<int>, from, to);
        if (s_unsigned.Contains(from))
            return TypeDispatch.Invoke(FromUnsigned<uint>, from, to);
        if (from == typeof(float))
            return FromReal<float>(to, "G7");
        if (from == typeof(double))
            return FromReal<double>(to, "G17");
        if (from == typeof(bool))
            return FromBoolean(to);
        if (from == typeof(TimeSpan))
            return FromTime<TimeSpan>(to, time => time.Ticks, "c");
        if (from == typeof(DateTime))
            return to == from ? new ValueConversion<DateTime, DateTime>(time => time) : FromTime<DateTime>(to, time => time.Ticks, "o");
        if (from == typeof(DateTimeOffset))
            return FromTime<DateTimeOffset>(to, time => time.UtcDateTime.Ticks, "o");
        return null;
    }

    private static bool IsKeyConversion(KeyDataViewType source, DataViewType destination)
    {
        if (destination is KeyDataViewType key)
            return source.Count == key.Count;
        return s_unsigned.Contains(destination.RawType)
            && (Marshal.SizeOf(source.RawType) <= Marshal.SizeOf(destination.RawType) || source.Count <= MaxValue(destination.RawType));
    }

    public static ulong MaxValue(Type unsigned) => ulong.MaxValue >> (64 - 8 * Marshal.SizeOf(unsigned));

    private static ValueConversion FromSigned<T>(Type to)
        where T : struct, INumber<T>
        => s_signed.Contains(to) || s_real.Contains(to) ? TypeDispatch.Invoke(FromNumber<T>.Cast<int>, to) : FromNumber<T>.ToOther(to, format: null);

    private static ValueConversion FromUnsigned<T>(Type to)
        where T : struct, INumber<T>
    {
        if (s_unsigned.Contains(to))
            return TypeDispatch.Invoke(FromNumber<T>.CastOrZero<uint>, to);
        return s_real.Contains(to) ? TypeDispatch.Invoke(FromNumber<T>.Cast<float>, to) : FromNumber<T>.ToOther(to, format: null);
    }

    private static ValueConversion FromReal<T>(Type to, string format)
        where T : struct, INumber<T>
        => s_real.Contains(to) ? TypeDispatch.Invoke(FromNumber<T>.Cast<float>, to) : FromNumber<T>.ToOther(to, format);

    private static ValueConversion FromBoolean(Type to)
    {
        if (s_signed.Contains(to) || s_real.Contains(to))
            return TypeDispatch.Invoke(BooleanAs<int>, to);
        if (to == typeof(bool))
            return new ValueConversion<bool, bool>(value => value);
        return to == typeof(ReadOnlyMemory<char>) ? new ValueConversion<bool, ReadOnlyMemory<char>>(value => value.ToString().AsMemory()) : null;
    }

    private static ValueConversion BooleanAs<T>()
        where T : struct, INumber<T>
        => new ValueConversion<bool, T>(value => value ? T.One : T.Zero);

    private static ValueConversion FromTime<T>(Type to, Func<T, long> ticks, string format)
        where T : struct, IFormattable
    {
        if (to == typeof(long))
            return new ValueConversion<T, long>(ticks);
        if (to == typeof(float))
            return new ValueConversion<T, float>(time => ticks(time));
        if (to == typeof(double))
            return new ValueConversion<T, double>(time => ticks(time));
        return to == typeof(ReadOnlyMemory<char>)
            ? new ValueConversion<T, ReadOnlyMemory<char>>(time => time.ToString(format, CultureInfo.InvariantCulture).AsMemory())
            : null;
    }

    // Signed integers have neither a missing value nor one that stands for it, so what is no number is an error.
    private static ValueConversion FromText<T>(PrimitiveDataViewType to)
    {
        TextParser<T> parse = TextValues.ParserFor<T>(to);
        bool mustParse = s_signed.Contains(to.RawType);
        return new ValueConversion<ReadOnlyMemory<char>, T>(text =>
        {
            if (!parse(text, out T value) && mustParse)
                throw Contracts.Except($"Value could not be parsed from text to {NameOf(typeof(T))}.");
            return value;
        });
    }

    private static string NameOf(Type signed) => signed == typeof(sbyte) ? "sbyte" : signed == typeof(short) ? "short" : signed == typeof(int) ? "int" : "long";

    private static class FromNumber<TSource>
        where TSource : struct, INumber<TSource>
    {
        public static ValueConversion Cast<TDestination>()
            where TDestination : struct, INumber<TDestination>
            => new ValueConversion<TSource, TDestination>(TDestination.CreateTruncating);

        /// <summary>What does not fit becomes zero: the missing value of a key.</summary>
        public static ValueConversion CastOrZero<TDestination>()
            where TDestination : struct, INumber<TDestination>
            => new ValueConversion<TSource, TDestination>(value =>
            {
                TDestination cast = TDestination.CreateTruncating(value);
                return TSource.CreateTruncating(cast) == value ? cast : TDestination.Zero;
            });

        public static ValueConversion ToOther(Type to, string format)
        {
            if (to == typeof(bool))
                return new ValueConversion<TSource, bool>(value => value != TSource.Zero);
            return to == typeof(ReadOnlyMemory<char>)
                ? new ValueConversion<TSource, ReadOnlyMemory<char>>(value => value.ToString(format, CultureInfo.InvariantCulture).AsMemory())
                : null;
        }
    }
}
