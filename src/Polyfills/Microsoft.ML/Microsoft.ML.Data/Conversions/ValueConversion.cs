using System;

namespace Microsoft.ML.Data;

/// <summary>A way to make values of one type of values of another.</summary>
internal abstract class ValueConversion
{
    /// <summary>The getter of a column's converted values: of its scalars, or of its vectors with every item converted.</summary>
    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input);
}

internal sealed class ValueConversion<TSource, TDestination>(Func<TSource, TDestination> convert) : ValueConversion
{
    public TDestination Convert(TSource value) => convert(value);

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input)
        => input.Type is VectorDataViewType ? MakeVectorGetter(row.GetGetter<VBuffer<TSource>>(input)) : MakeScalarGetter(row.GetGetter<TSource>(input));

    private ValueGetter<TDestination> MakeScalarGetter(ValueGetter<TSource> getSource)
    {
        TSource source = default;
        return (ref TDestination destination) =>
        {
            getSource(ref source);
            destination = convert(source);
        };
    }

    private ValueGetter<VBuffer<TDestination>> MakeVectorGetter(ValueGetter<VBuffer<TSource>> getSource)
    {
        VBuffer<TSource> source = default;
        return (ref VBuffer<TDestination> destination) =>
        {
            getSource(ref source);
            ReadOnlySpan<TSource> values = source.GetValues();
            VBufferEditor<TDestination> editor = VBufferEditor.Create(ref destination, source.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
                editor.Values[i] = convert(values[i]);
            if (!source.IsDense)
                source.GetIndices().CopyTo(editor.Indices);
            destination = editor.Commit();
        };
    }
}
