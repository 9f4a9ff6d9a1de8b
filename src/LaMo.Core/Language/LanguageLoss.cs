using LaMo.Core.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Language;

/// <summary>
/// The loss of a language model, the mean cross entropy of each next token. The scores of a whole vocabulary are by far the largest tensor of a step, so that
/// they are computed, and their gradient taken back, for some tokens at a time.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="addPositions">Whether it uses its position table.</param>
internal sealed class LanguageLoss(Gpt2Model model, bool addPositions)
{
    // For GPT-2's vocabulary 50 MB of scores.
    private const int ChunkTokens = 256;

    /// <summary>Adds the gradient of the weighted loss to the parameters'.</summary>
    /// <param name="tokens">Int64, <c>[batch, token]</c>; the first is only read, the last only predicted.</param>
    /// <param name="weight">What the loss is multiplied by.</param>
    /// <returns>The loss, a scalar without graph.</returns>
    public Tensor Backward(Tensor tokens, double weight = 1)
    {
        (Tensor hidden, Tensor next) = Read(tokens);
        Tensor cut = hidden.detach().requires_grad_(true);
        Tensor loss = zeros([], device: tokens.device);
        foreach ((Tensor part, Tensor targets) in Chunks(cut, next))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor share = Sum(part, targets) / next.shape[0];
            (share * weight).backward();
            loss.add_(share.detach());
        }
        model.Backward(hidden, cut.grad);
        return loss;
    }

    /// <summary>The mean loss over blocks, without gradient and dropout.</summary>
    /// <param name="network">What the model is part of, put into evaluation mode for the time being.</param>
    /// <param name="device">Where it is.</param>
    /// <param name="blocks">The text.</param>
    /// <param name="first">The first block.</param>
    /// <param name="count">The number of blocks.</param>
    /// <param name="batchSize">How many are read at a time.</param>
    public double Mean(nn.Module network, Device device, TextBlocks blocks, int first, int count, int batchSize)
    {
        bool training = network.training;
        network.eval();
        using IDisposable gradientFree = no_grad();
        double sum = 0;
        for (int done = 0; done < count; done += batchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            int[] indices = [.. Enumerable.Range(first + done, Math.Min(batchSize, count - done))];
            (Tensor hidden, Tensor next) = Read(blocks.Batch(indices, device));
            foreach ((Tensor part, Tensor targets) in Chunks(hidden, next))
            {
                using DisposeScope chunk = NewDisposeScope();
                sum += Sum(part, targets).item<float>() / (double)(blocks.Length - 1);
            }
        }
        network.train(training);
        return sum / count;
    }

    private (Tensor Hidden, Tensor Next) Read(Tensor tokens)
    {
        long length = tokens.shape[1];
        Tensor hidden = model.Read(tokens.narrow(1, 0, length - 1), addPositions);
        return (hidden.view(-1, hidden.shape[2]), tokens.narrow(1, 1, length - 1).reshape(-1));
    }

    private static IEnumerable<(Tensor Hidden, Tensor Next)> Chunks(Tensor hidden, Tensor next)
    {
        for (long first = 0; first < next.shape[0]; first += ChunkTokens)
        {
            long count = Math.Min(ChunkTokens, next.shape[0] - first);
            yield return (hidden.narrow(0, first, count), next.narrow(0, first, count));
        }
    }

    private Tensor Sum(Tensor hidden, Tensor next) => nn.functional.cross_entropy(model.Score(hidden), next, reduction: nn.Reduction.Sum);
}
