using LaMo.Core.Trajectories;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>
/// The convolutions that LaMo's Atari code, like Decision Transformer's (arXiv 2106.01345, appendix), embeds stacked frames by: 32 of 8 x 8 every 4 pixels, 64 of 4 x 4
/// every 2, 64 of 3 x 3, each with a ReLU, and a linear layer.
/// </summary>
internal static class ImageEncoder
{
    private static readonly (int Channels, int Kernel, int Stride)[] _layers = [(32, 8, 4), (64, 4, 2), (64, 3, 1)];

    /// <param name="shape">The images.</param>
    /// <param name="width">The model width d.</param>
    /// <returns>A network from <c>[image, frame, row, column]</c> to <c>[image, d]</c>.</returns>
    public static Sequential Create(ImageShape shape, int width)
    {
        (List<Module<Tensor, Tensor>> modules, int features) = Layers(shape, _layers);
        return Sequential([.. modules, Flatten(), Linear(features, width)]);
    }

    /// <param name="shape">The images.</param>
    /// <param name="layers">The convolutions, each with a ReLU.</param>
    /// <returns>A network from <c>[image, frame, row, column]</c> to <c>[image, features]</c>, and the number of features.</returns>
    public static (Sequential Network, int Features) Convolutions(ImageShape shape, IEnumerable<(int Channels, int Kernel, int Stride)> layers)
    {
        (List<Module<Tensor, Tensor>> modules, int features) = Layers(shape, layers);
        return (Sequential([.. modules, Flatten()]), features);
    }

    private static (List<Module<Tensor, Tensor>> Modules, int Features) Layers(ImageShape shape, IEnumerable<(int Channels, int Kernel, int Stride)> layers)
    {
        var modules = new List<Module<Tensor, Tensor>>();
        (int channels, int height, int columns) = (shape.Frames, shape.Height, shape.Width);
        foreach ((int next, int kernel, int stride) in layers)
        {
            modules.AddRange([Conv2d(channels, next, kernel, stride), ReLU()]);
            (channels, height, columns) = (next, (height - kernel) / stride + 1, (columns - kernel) / stride + 1);
        }
        return (modules, channels * height * columns);
    }
}
