using LaMo.Core.Networks;
using TorchSharp;
using TorchSharp.Modules;

namespace LaMo.Core.Tests.Networks;

/// <summary>
/// The network written a second time, in double precision with plain loops and one window at a time, straight from the equations of GPT-2, LoRA,
/// Decision Transformer and LaMo. Vectors are arrays, matrices arrays of rows.
/// </summary>
internal sealed class PlainDecisionTransformer(DecisionTransformer network)
{
    private readonly Dictionary<string, (double[] Values, long[] Shape)> _parameters = network.named_parameters().ToDictionary(
        named => named.name, named => (Values(named.parameter), named.parameter.shape));
    private readonly DecisionTransformerConfig _config = network.Config;

    /// <returns>The actions of the given steps, none of which is padding.</returns>
    public double[][] Forward(double[][] states, double[][] actions, double[] returnsToGo, int[] timesteps)
    {
        int width = _config.Transformer.Width;
        var tokens = new List<double[]>();
        for (int t = 0; t < states.Length; t++)
        {
            double[] time = Row(_config.ExtendPositions ? "transformer.wpe.weight" : "embed_timestep.weight", Math.Min(timesteps[t], _config.MaxEpisodeLength - 1), width);
            foreach ((string name, double[] input) in (ReadOnlySpan<(string, double[])>)
                [("embed_return", [returnsToGo[t]]), ("embed_state", states[t]), ("embed_action", actions[t])])
            {
                double[] embedded = Embed(name, input);
                tokens.Add(_config.NormalizeBeforeTime ? Add(LayerNorm("embed_ln", embedded, 1e-5), time) : LayerNorm("embed_ln", Add(embedded, time), 1e-5));
            }
        }
        double[][] hidden = Transform([.. tokens]);
        return [.. Enumerable.Range(0, states.Length).Select(t => Head(hidden[3 * t + 1]))];
    }

    /// <returns>The scores of each next token.</returns>
    public double[][] ReadText(int[] tokens, bool addPositions)
    {
        int width = _config.Transformer.Width;
        double[][] embeddings = [.. tokens.Select((token, position) =>
            Add(Row("transformer.wte.weight", token, width), addPositions ? Row("transformer.wpe.weight", position, width) : new double[width]))];
        return [.. Transform(embeddings).Select(hidden => Enumerable.Range(0, _config.Transformer.VocabularySize).Select(token => Dot(Row("transformer.wte.weight", token, width), hidden)).ToArray())];
    }

    private double[] Embed(string name, double[] input)
    {
        if (!_config.MlpEmbedding)
            return Linear(name, input);
        double[] hidden = Linear(name + ".fc1", input);
        return Add(Linear(name + ".fc2", Map(hidden, Gelu)), hidden);
    }

    private double[] Head(double[] hidden)
    {
        if (_config.MlpEmbedding)
            return Linear("predict_action.fc2", Map(Linear("predict_action.fc1", hidden), Gelu));
        double[] action = _config.SharedProjections
            ? [.. Enumerable.Range(0, _config.ActionSize).Select(i => hidden.Select((value, k) => value * Row("embed_action.weight", k, _config.ActionSize)[i]).Sum())]
            : Linear("predict_action.0", hidden);
        return _config.ActionTanh ? Map(action, Math.Tanh) : action;
    }

    /// <summary>GPT-2 from input embeddings to the last hidden state.</summary>
    private double[][] Transform(double[][] x)
    {
        for (int layer = 0; layer < _config.Transformer.Layers; layer++)
        {
            string block = $"transformer.h.{layer}";
            double[][] attended = Attention(block + ".attn", [.. x.Select(token => LayerNorm(block + ".ln_1", token, _config.Transformer.LayerNormEpsilon))]);
            x = [.. x.Zip(attended, Add)];
            x = [.. x.Select(token => Add(token, Mlp(block + ".mlp", LayerNorm(block + ".ln_2", token, _config.Transformer.LayerNormEpsilon))))];
        }
        return [.. x.Select(token => LayerNorm("transformer.ln_f", token, _config.Transformer.LayerNormEpsilon))];
    }

    private double[][] Attention(string name, double[][] x)
    {
        int width = _config.Transformer.Width, heads = _config.Transformer.Heads, size = width / heads;
        double[][] qkv = [.. x.Select(token => _config.Adaptation.Lora is LoraConfig lora ? Add(Conv1D(name + ".c_attn", token), LowRank(name + ".c_attn", token, lora)) : Conv1D(name + ".c_attn", token))];
        double[][] merged = [.. x.Select(_ => new double[width])];
        for (int head = 0; head < heads; head++)
            for (int i = 0; i < x.Length; i++)
            {
                double[] scores = new double[i + 1];
                for (int j = 0; j <= i; j++)
                    for (int k = 0; k < size; k++)
                        scores[j] += qkv[i][head * size + k] * qkv[j][width + head * size + k] / Math.Sqrt(size);
                double sum = scores.Sum(Math.Exp);
                for (int j = 0; j <= i; j++)
                    for (int k = 0; k < size; k++)
                        merged[i][head * size + k] += Math.Exp(scores[j]) / sum * qkv[j][2 * width + head * size + k];
            }
        return [.. merged.Select(token => Conv1D(name + ".c_proj", token))];
    }

    /// <summary>(alpha / r) B A x for each third of the projection.</summary>
    private double[] LowRank(string name, double[] x, LoraConfig lora)
    {
        int width = _config.Transformer.Width, rank = lora.Rank;
        double[] update = new double[3 * width];
        for (int third = 0; third < 3; third++)
            for (int r = 0; r < rank; r++)
            {
                double reduced = Dot(Row(name + ".lora_A", third * rank + r, width), x);
                for (int i = 0; i < width; i++)
                    update[third * width + i] += lora.Alpha / rank * Row(name + ".lora_B", third * width + i, rank)[r] * reduced;
            }
        return update;
    }

    private double[] Mlp(string name, double[] x) =>
        Conv1D(name + ".c_proj", Map(Conv1D(name + ".c_fc", x), value => _config.Transformer.Activation == Gpt2Activation.Relu
            ? Math.Max(value, 0)
            : 0.5 * value * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (value + 0.044715 * value * value * value)))));

    private double[] Linear(string name, double[] x)
    {
        double[] result = [.. _parameters[name + ".bias"].Values];
        for (int i = 0; i < result.Length; i++)
            result[i] += Dot(Row(name + ".weight", i, x.Length), x);
        return result;
    }

    private double[] Conv1D(string name, double[] x)
    {
        double[] result = [.. _parameters[name + ".bias"].Values];
        for (int i = 0; i < x.Length; i++)
            result = Add(result, Map(Row(name + ".weight", i, result.Length), value => value * x[i]));
        return result;
    }

    private double[] LayerNorm(string name, double[] x, double epsilon)
    {
        double mean = x.Average(), variance = x.Average(value => (value - mean) * (value - mean));
        (double[] weight, double[] bias) = (_parameters[name + ".weight"].Values, _parameters[name + ".bias"].Values);
        return [.. x.Select((value, i) => (value - mean) / Math.Sqrt(variance + epsilon) * weight[i] + bias[i])];
    }

    private double[] Row(string name, int row, int size) => _parameters[name].Values[(row * size)..((row + 1) * size)];

    /// <summary>x Phi(x), the normal distribution function by Simpson's rule from 0.</summary>
    private static double Gelu(double x)
    {
        const int intervals = 200;
        double h = x / intervals, integral = 0;
        for (int i = 0; i <= intervals; i++)
            integral += (i is 0 or intervals ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-0.5 * i * h * i * h);
        return x * (0.5 + integral * h / 3 / Math.Sqrt(2 * Math.PI));
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double[] Map(double[] x, Func<double, double> function) => [.. x.Select(function)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] Values(Parameter parameter)
    {
        using torch.Tensor detached = parameter.detach();
        return [.. detached.data<float>().ToArray().Select(value => (double)value)];
    }
}
