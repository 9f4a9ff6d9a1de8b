namespace LaMo.Core.Data;

/// <summary>Where in a file of arrays the columns of a dataset are, and which episodes it has.</summary>
/// <param name="FilePath">The file.</param>
/// <param name="Format">The format's name, for people.</param>
/// <param name="State">The states.</param>
/// <param name="Action">The actions.</param>
/// <param name="Reward">The rewards.</param>
/// <param name="Episodes">The episodes; their steps are the columns' rows.</param>
internal sealed record ArrayLayout(string FilePath, string Format, ArrayColumn State, ArrayColumn Action, ArrayColumn Reward, EpisodeTable Episodes)
{
    private const int RowsPerBlock = 1 << 16;

    /// <summary>The number of discrete actions, 0 for continuous ones.</summary>
    public int ActionCount { get; private init; }

    /// <summary>What the first discrete action is called in the file.</summary>
    public int FirstAction { get; private init; }

    public (double Random, double Expert)? ReferenceReturns { get; init; }

    public StepLayout Layout => new(StateShape(), Action.Size, ActionCount, HasByteStates);

    private bool HasByteStates => State.Fields is [ArrayField { Ranges: [RowRange { Array.Kind: NumberKind.Byte, Array.Shape.Count: > 2 }, ..] }];

    /// <summary>The layout with the kind of its actions: discrete if they are single integers, unless the file says it.</summary>
    /// <param name="file">The file, for looking which actions there are.</param>
    /// <param name="isDiscrete">What the file says.</param>
    /// <exception cref="InvalidDataException">A discrete action is no number from 0, or states or actions have no values.</exception>
    public ArrayLayout WithActionKind(ArrayFile file, bool? isDiscrete = null)
    {
        if (State.Size == 0 || Action.Size == 0 || Reward.Size != 1)
            throw new InvalidDataException($"{FilePath}: states have {State.Size} values, actions {Action.Size} and rewards {Reward.Size}, expected at least one, at least one, and one.");
        if (Episodes.StepCount == 0)
            throw new InvalidDataException($"{FilePath} has no steps.");
        isDiscrete ??= Action.Size == 1 && Action.Fields.All(field => field.Ranges.All(range => range.Array.Kind != NumberKind.Float));
        return isDiscrete.Value ? this with { ActionCount = CountActions(file) } : this;
    }

    /// <summary>The layout with discrete actions that the file counts from a number on.</summary>
    public ArrayLayout WithDiscreteActions(ArrayFile file, int first, int count)
    {
        ArrayLayout shifted = (this with { FirstAction = first }).WithActionKind(file, isDiscrete: true);
        return shifted.ActionCount <= count
            ? shifted with { ActionCount = count }
            : throw new InvalidDataException($"{FilePath} has an action {first + shifted.ActionCount - 1}; its metadata allows {first} to {first + count - 1}.");
    }

    private int CountActions(ArrayFile file)
    {
        if (Action.Size != 1)
            throw new InvalidDataException($"{FilePath}: discrete actions have {Action.Size} values, expected one.");
        int largest = 0;
        Scan(file, Action, Episodes.StepCount, (row, value) =>
        {
            float action = value - FirstAction;
            if (!(action is >= 0 and < StepLayout.MostActions) || action != MathF.Floor(action))
                throw new InvalidDataException($"{FilePath}: step {row}: the discrete action is {value}, which is no whole number from {FirstAction} to {FirstAction + StepLayout.MostActions - 1}.");
            largest = Math.Max(largest, (int)action);
        });
        return largest + 1;
    }

    /// <summary>Looks at all values of a column of single values.</summary>
    public static void Scan(ArrayFile file, ArrayColumn column, long rows, Action<long, float> look)
    {
        using var reader = new ArrayColumnReader(file, column);
        float[] block = new float[(int)Math.Min(rows, RowsPerBlock)];
        for (long row = 0; row < rows;)
        {
            int count = (int)Math.Min(block.Length, rows - row);
            reader.Read(count, block);
            for (int i = 0; i < count; i++)
                look(row++, block[i]);
        }
    }

    private int[] StateShape()
    {
        // Images keep their dimensions.
        if (State.Fields is [ArrayField { Ranges: [RowRange { Array.Shape: { Count: > 2 } shape }, ..] }])
            return [.. shape.Skip(1).Select(size => (int)size)];
        return [State.Size];
    }
}
