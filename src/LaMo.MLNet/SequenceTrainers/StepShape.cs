using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>The sizes of states and actions.</summary>
/// <param name="StateSize">The number of values of a state.</param>
/// <param name="Image">The shape of states that are images.</param>
/// <param name="ActionSize">The number of values of a continuous action, 1 of a discrete one.</param>
/// <param name="ActionCount">The number of discrete actions, 0 for continuous ones.</param>
internal readonly record struct StepShape(int StateSize, ImageShape? Image, int ActionSize, int ActionCount)
{
    public static StepShape Of(DecisionTransformerConfig network) => new(network.StateSize, network.Image, network.ActionSize, network.ActionCount);

    /// <summary>The shape of the steps in data with a state and an action column.</summary>
    public static StepShape Of(SequenceColumns columns, DataViewSchema schema)
    {
        var state = (VectorDataViewType)columns.State.Find(schema).Type;
        ImageShape? image = state.Dimensions is [int frames, int height, int width] ? new ImageShape(frames, height, width, state.ItemType == NumberDataViewType.Byte) : null;
        return columns.Action.Find(schema).Type is KeyDataViewType key
            ? new StepShape(state.Size, image, 1, (int)key.Count)
            : new StepShape(state.Size, image, ((VectorDataViewType)columns.Action.Find(schema).Type).Size, 0);
    }

    /// <summary>The type of a state column.</summary>
    public DataViewType StateType => Image is null
        ? new VectorDataViewType(NumberDataViewType.Single, StateSize)
        : new VectorDataViewType(Image.IsBytes ? NumberDataViewType.Byte : NumberDataViewType.Single, Image.Frames, Image.Height, Image.Width);

    /// <summary>The type of an action column; that of a key may have another raw type.</summary>
    public DataViewType ActionType => ActionCount > 0 ? new KeyDataViewType(typeof(uint), ActionCount) : new VectorDataViewType(NumberDataViewType.Single, ActionSize);
}
