using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>How numbers and line ends are written.</summary>
internal sealed record ValueFormat(string FloatFormat, CultureInfo Culture, string NewLine)
{
    /// <summary>The text of a tensor without dimensions.</summary>
    internal string Of(Tensor value) => value.dtype switch
    {
        ScalarType.Bool => value.ToBoolean().ToString(Culture),
        ScalarType.Float64 => value.ToDouble().ToString(FloatFormat, Culture),
        var type when type.IsFloatingPoint() => value.ToSingle().ToString(FloatFormat, Culture),
        _ => value.ToInt64().ToString(Culture),
    };
}
