using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Core.Language;

/// <summary>The loss of a language model: the mean cross entropy of each next token.</summary>
internal static class LanguageLoss
{
    /// <param name="readText">The model: token ids <c>[batch, token]</c> to the scores of each next one, <c>[batch, token, vocabulary]</c>.</param>
    /// <param name="tokens">Int64, <c>[batch, token]</c>; the first is only read, the last only predicted.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Of(Func<Tensor, Tensor> readText, Tensor tokens)
    {
        long length = tokens.shape[1];
        Tensor scores = readText(tokens.narrow(1, 0, length - 1));
        return nn.functional.cross_entropy(scores.view(-1, scores.shape[2]), tokens.narrow(1, 1, length - 1).reshape(-1));
    }

    /// <summary>The mean loss over blocks, without gradient and dropout.</summary>
    /// <param name="model">Put into evaluation mode for the time being.</param>
    /// <param name="readText">The same model's way of reading.</param>
    /// <param name="device">Where the model is.</param>
    /// <param name="blocks">The text.</param>
    /// <param name="first">The first block.</param>
    /// <param name="count">The number of blocks.</param>
    /// <param name="batchSize">How many are read at a time.</param>
    public static double Mean(nn.Module model, Func<Tensor, Tensor> readText, Device device, TextBlocks blocks, int first, int count, int batchSize)
    {
        bool training = model.training;
        model.eval();
        using IDisposable gradientFree = no_grad();
        double sum = 0;
        for (int done = 0; done < count; done += batchSize)
        {
            using TorchSharp.DisposeScope scope = NewDisposeScope();
            int[] indices = [.. Enumerable.Range(first + done, Math.Min(batchSize, count - done))];
            sum += Of(readText, blocks.Batch(indices, device)).item<float>() * (double)indices.Length;
        }
        model.train(training);
        return sum / count;
    }
}
