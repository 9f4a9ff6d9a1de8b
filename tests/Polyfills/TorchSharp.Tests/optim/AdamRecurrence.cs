namespace TorchSharp.Tests;

/// <summary>Adam and AdamW for one number, as the papers write them.</summary>
internal sealed class AdamRecurrence(double value, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double decay = 0, bool decoupled = false, bool amsgrad = false)
{
    private double _first;
    private double _second;
    private double _largest;
    private int _step;

    public double Value { get; private set; } = value;

    public double Rate { get; set; } = lr;

    public void Step(double gradient)
    {
        _step++;
        if (decoupled) Value -= Rate * decay * Value;
        else gradient += decay * Value;
        _first = beta1 * _first + (1 - beta1) * gradient;
        _second = beta2 * _second + (1 - beta2) * gradient * gradient;
        _largest = Math.Max(_largest, _second);
        var second = (amsgrad ? _largest : _second) / (1 - Math.Pow(beta2, _step));
        Value -= Rate * _first / (1 - Math.Pow(beta1, _step)) / (Math.Sqrt(second) + eps);
    }
}
