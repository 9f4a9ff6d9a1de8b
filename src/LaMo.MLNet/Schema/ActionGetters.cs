using System.Numerics;
using LaMo.Core.Inference;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>The getters of the columns that scoring adds for actions.</summary>
internal static class ActionGetters
{
    /// <summary>The getter of a continuous action.</summary>
    public static IReadOnlyList<Delegate> Continuous(CurrentActions actions) => [Values(actions)];

    /// <summary>The getters of the most probable action's key and of the probabilities.</summary>
    /// <param name="probabilities">The current row's probabilities.</param>
    /// <param name="keyType">The raw type of the keys.</param>
    public static IReadOnlyList<Delegate> Discrete(CurrentActions probabilities, Type keyType) => [Key(probabilities, keyType), Values(probabilities)];

    private static ValueGetter<VBuffer<float>> Values(CurrentActions actions) => (ref VBuffer<float> value) =>
    {
        ReadOnlySpan<float> current = actions();
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, current.Length);
        current.CopyTo(editor.Values);
        value = editor.Commit();
    };

    private static Delegate Key(CurrentActions probabilities, Type type)
    {
        if (type == typeof(uint))
            return (ValueGetter<uint>)((ref uint key) => key = MostProbable<uint>(probabilities));
        if (type == typeof(ulong))
            return (ValueGetter<ulong>)((ref ulong key) => key = MostProbable<ulong>(probabilities));
        if (type == typeof(ushort))
            return (ValueGetter<ushort>)((ref ushort key) => key = MostProbable<ushort>(probabilities));
        return (ValueGetter<byte>)((ref byte key) => key = MostProbable<byte>(probabilities));
    }

    private static TKey MostProbable<TKey>(CurrentActions probabilities)
        where TKey : IBinaryInteger<TKey> =>
        TKey.CreateChecked(DiscreteAction.MostProbable(probabilities()) + 1);
}
