using LaMo.Core.Networks;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Networks;

/// <summary>The shape of a small network of images and discrete actions, as LaMo's Atari code has it.</summary>
internal static class SmallAtariNetwork
{
    public static ImageShape Image { get; } = new(Frames: 2, Height: 36, Width: 40);

    public static DecisionTransformerConfig Config { get; } = SmallNetwork.Config with
    {
        StateSize = Image.Size,
        Image = Image,
        ActionSize = 1,
        ActionCount = 4,
        MlpHead = false,
        NormalizeBeforeTime = false,
    };
}
