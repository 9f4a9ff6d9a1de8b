namespace LaMo.MLNet.Schema;

/// <summary>The current row's continuous action, or the probabilities of its discrete ones.</summary>
internal delegate ReadOnlySpan<float> CurrentActions();
