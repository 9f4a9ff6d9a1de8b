namespace LaMo.Core.Training;

/// <summary>A look at a model while it is trained.</summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <param name="Interval">The steps between two looks. There is none after the last step, where the model is the result of the training.</param>
/// <param name="Look">
/// Told the steps done and shown the model on the training thread, before the state of that step is kept: a training that was killed goes on from before the first look that was missed.
/// It may score with the model until it returns; nothing that it does so changes a step of the training.
/// </param>
public sealed record Snapshots<TModel>(int Interval, Action<int, TModel> Look)
{
    /// <summary>Whether a step is one to look after.</summary>
    internal bool AreDueAfter(int step) => step % Interval == 0;
}
