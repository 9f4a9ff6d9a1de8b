using LaMo.Core.Evaluation;
using LaMo.Core.Trajectories;
using LaMo.Environments.Rendering;

namespace LaMo.Environments.Breakout;

/// <summary>
/// A small Breakout after Atari's: a ball that a paddle must keep from falling knocks bricks out of a wall. The observation are the last four frames of 84 x 84
/// bytes, the oldest first; the actions are Atari's: 0 nothing, 1 fire, which launches the ball, 2 right, 3 left.
/// </summary>
/// <remarks>
/// The wall has 6 rows of 12 bricks. A brick of the two lowest rows earns 1, of the two middle ones 4, of the two highest 7. Where the ball meets the paddle decides
/// how it flies on. An episode ends with the fifth ball lost or the last brick, and is cut after 3000 steps.
/// </remarks>
public sealed class BreakoutTask : EpisodicTask, IRenderable
{
    /// <summary>The rows and columns of a frame.</summary>
    public const int FrameSize = 84;

    /// <summary>The balls of an episode.</summary>
    public const int Lives = 5;

    internal const int BrickRows = 6;
    internal const int BrickColumns = 12;
    private const int FrameCount = 4;
    private const int BrickWidth = FrameSize / BrickColumns;
    private const int BrickHeight = 3;
    private const int WallTop = 14;
    private const int WallBottom = WallTop + BrickRows * BrickHeight;
    private const int PaddleTop = 78;
    private const int PaddleHeight = 2;
    private const int PaddleWidth = 12;
    private const int PaddleSpeed = 4;
    private const int BallSize = 2;
    private const double BallSpeed = 3;
    private const double Steepest = 1;

    private readonly bool[,] _bricks = new bool[BrickRows, BrickColumns];
    private readonly byte[][] _frames = new byte[FrameCount][];
    private Random _random = Random.Shared;
    private int _paddle;
    private double _ballX;
    private double _ballY;
    private double _speedX;
    private double _speedY;

    /// <summary>Creates the task. The first call of <see cref="EpisodicTask.Reset"/> starts its first episode.</summary>
    public BreakoutTask() : base(actionCount: 4)
    {
    }

    /// <inheritdoc/>
    public override ImageShape Image { get; } = new(FrameCount, FrameSize, FrameSize);

    /// <inheritdoc/>
    public override int ObservationSize => Image.Size;

    /// <inheritdoc/>
    /// <remarks>A random policy earns 1.2 on average; the whole wall is worth 288.</remarks>
    public override EvaluationProtocol Protocol { get; } = new(30, 3000, 1, [90, 120], 1.2, 288);

    /// <inheritdoc/>
    public double StepsPerSecond => 30;

    /// <summary>The balls that are left, the one in play included.</summary>
    internal int LivesLeft { get; private set; }

    /// <summary>Whether a ball is in play; if not, it waits for fire.</summary>
    internal bool IsInPlay { get; private set; }

    /// <summary>The ball's upper left corner.</summary>
    internal (double X, double Y) Ball => (_ballX, _ballY);

    /// <summary>The column of the paddle's left end.</summary>
    internal int Paddle => _paddle;

    /// <inheritdoc/>
    public Frame Render() => new(FrameSize, FrameSize, [.. _frames[^1].SelectMany(pixel => (byte[])[pixel, pixel, pixel])]);

    /// <inheritdoc/>
    protected override void Begin(Random random)
    {
        _random = random;
        for (int row = 0; row < BrickRows; row++)
        {
            for (int column = 0; column < BrickColumns; column++)
                _bricks[row, column] = true;
        }
        LivesLeft = Lives;
        IsInPlay = false;
        _paddle = (FrameSize - PaddleWidth) / 2;
        byte[] frame = Draw();
        Array.Fill(_frames, frame);
    }

    /// <inheritdoc/>
    protected override (float Reward, bool Terminated) Advance(ReadOnlySpan<float> action)
    {
        int direction = action[0] switch { 2 => 1, 3 => -1, _ => 0 };
        _paddle = Math.Clamp(_paddle + direction * PaddleSpeed, 0, FrameSize - PaddleWidth);
        int reward = 0;
        if (IsInPlay)
            reward = MoveBall();
        else if (action[0] == 1)
            Launch();
        Array.Copy(_frames, 1, _frames, 0, FrameCount - 1);
        _frames[^1] = Draw();
        return (reward, LivesLeft == 0 || !_bricks.Cast<bool>().Contains(true));
    }

    /// <inheritdoc/>
    protected override void Observe(Span<float> observation)
    {
        foreach (byte[] frame in _frames)
        {
            for (int i = 0; i < frame.Length; i++)
                observation[i] = frame[i];
            observation = observation[frame.Length..];
        }
    }

    private void Launch()
    {
        IsInPlay = true;
        _ballX = _random.Next(FrameSize / 4, 3 * FrameSize / 4);
        _ballY = WallBottom + 6;
        _speedY = BallSpeed;
        _speedX = _random.Next(2) == 0 ? -BallSpeed / 2 : BallSpeed / 2;
    }

    /// <returns>What the ball's move earned.</returns>
    private int MoveBall()
    {
        _ballX += _speedX;
        if (_ballX < 0 || _ballX > FrameSize - BallSize)
        {
            _ballX = Math.Clamp(_ballX, 0, FrameSize - BallSize);
            _speedX = -_speedX;
        }
        int earned = HitBrick();
        if (earned > 0)
            _speedX = -_speedX;

        _ballY += _speedY;
        if (_ballY < 0)
        {
            _ballY = 0;
            _speedY = -_speedY;
        }
        int above = HitBrick();
        if (above > 0)
            _speedY = -_speedY;

        if (_speedY > 0 && _ballY + BallSize >= PaddleTop && _ballY < PaddleTop + PaddleHeight && _ballX + BallSize > _paddle && _ballX < _paddle + PaddleWidth)
            Bounce();
        else if (_ballY >= FrameSize)
        {
            IsInPlay = false;
            LivesLeft--;
        }
        return earned + above;
    }

    /// <summary>Sends the ball up again, the farther from the paddle's middle it falls the more aslant.</summary>
    private void Bounce()
    {
        double offset = (_ballX + BallSize / 2.0 - _paddle - PaddleWidth / 2.0) / (PaddleWidth / 2.0);
        _ballY = PaddleTop - BallSize;
        _speedX = BallSpeed * Math.Clamp(offset * Steepest, -Steepest, Steepest);
        _speedY = -BallSpeed;
    }

    /// <summary>Knocks out the brick at the ball's middle.</summary>
    /// <returns>What it is worth; 0 if there is none.</returns>
    private int HitBrick()
    {
        int row = ((int)(_ballY + BallSize / 2.0) - WallTop) / BrickHeight, column = (int)(_ballX + BallSize / 2.0) / BrickWidth;
        if (_ballY + BallSize / 2.0 < WallTop || row >= BrickRows || column >= BrickColumns || !_bricks[row, column])
            return 0;
        _bricks[row, column] = false;
        return (row / 2) switch { 0 => 7, 1 => 4, _ => 1 };
    }

    private byte[] Draw()
    {
        var frame = new byte[FrameSize * FrameSize];
        for (int row = 0; row < BrickRows; row++)
        {
            for (int column = 0; column < BrickColumns; column++)
            {
                if (_bricks[row, column])
                    Fill(column * BrickWidth, WallTop + row * BrickHeight, BrickWidth, BrickHeight, (byte)(200 - 20 * row));
            }
        }
        // The balls that are left are the marks at the top.
        for (int life = 0; life < LivesLeft; life++)
            Fill(2 + 4 * life, 2, 2, 2, 255);
        Fill(_paddle, PaddleTop, PaddleWidth, PaddleHeight, 255);
        if (IsInPlay)
            Fill((int)_ballX, (int)_ballY, BallSize, BallSize, 255);
        return frame;

        void Fill(int left, int top, int width, int height, byte value)
        {
            for (int y = Math.Max(top, 0); y < Math.Min(top + height, FrameSize); y++)
                frame.AsSpan(y * FrameSize + left, Math.Min(width, FrameSize - left)).Fill(value);
        }
    }
}
