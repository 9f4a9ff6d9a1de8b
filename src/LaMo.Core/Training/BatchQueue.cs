namespace LaMo.Core.Training;

/// <summary>
/// Draws the batches of a training, each while the one before it is worked on if the device is not the CPU. They are the same either way: the draws are made
/// in the same order by one generator, which nothing else uses.
/// </summary>
/// <param name="draw">Fills a batch with the next draws.</param>
/// <param name="random">Where the draws come from.</param>
/// <param name="newBatch">Makes an empty batch.</param>
/// <param name="ahead">Whether a batch is drawn before it is asked for, on another thread.</param>
internal sealed class BatchQueue(Action<StepBatch> draw, SplitMix64 random, Func<StepBatch> newBatch, bool ahead) : IDisposable
{
    private StepBatch _current = newBatch();
    private StepBatch? _next = ahead ? newBatch() : null;
    private ulong _state = random.State;
    private Task? _drawing;

    /// <summary>The state of the random generator after the batches given out; setting it, the next batches follow from it.</summary>
    public ulong RandomState
    {
        get => _state;
        set
        {
            Await();
            _state = random.State = value;
        }
    }

    /// <summary>The next batch, valid until the next call.</summary>
    public StepBatch Next()
    {
        if (_next is null)
            Draw(_current);
        else
        {
            (_drawing ?? Task.Run(() => Draw(_next))).GetAwaiter().GetResult();
            (_current, _next) = (_next, _current);
            StepBatch following = _next;
            _drawing = Task.Run(() => Draw(following));
        }
        _state = _current.RandomState;
        return _current;
    }

    public void Dispose() => Await();

    private void Draw(StepBatch batch)
    {
        draw(batch);
        batch.RandomState = random.State;
    }

    /// <summary>Waits for what is being drawn and forgets it, be it a batch or an error.</summary>
    private void Await()
    {
        if (_drawing != null)
            Task.WhenAny(_drawing).Wait();
        _drawing = null;
    }
}
