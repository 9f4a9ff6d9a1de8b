using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The values between nested brackets, the middle of long dimensions left out.</summary>
/// <param name="open">The opening bracket.</param>
/// <param name="close">The closing bracket.</param>
/// <param name="suffix">What follows each value.</param>
/// <param name="comma">What follows each row but the last.</param>
/// <param name="blankLines">Whether blank lines part the matrices of a tensor of more dimensions.</param>
/// <param name="format">How values and line ends are written.</param>
internal sealed class NestedText(char open, char close, string suffix, string comma, bool blankLines, ValueFormat format)
{
    private readonly StringBuilder _text = new();

    internal static string Numpy(Tensor tensor, ValueFormat format)
    {
        var nested = new NestedText('[', ']', "", "", true, format);
        nested.Append(tensor, 0);
        return nested._text.ToString();
    }

    internal static string CSharp(Tensor tensor, ValueFormat format)
    {
        string description = tensor.ToString(), margin = tensor.ndim > 1 ? format.NewLine : "";
        if (tensor.ndim == 0)
            return $"{description}, value = {format.Of(tensor)}";
        var (type, suffix) = tensor.dtype switch
        {
            ScalarType.Bool => ("bool", ""),
            ScalarType.Byte => ("byte", ""),
            ScalarType.Int8 => ("sbyte", ""),
            ScalarType.Int16 => ("short", ""),
            ScalarType.Int32 => ("int", ""),
            ScalarType.Int64 => ("long", "L"),
            ScalarType.Float32 => ("float", "f"),
            ScalarType.Float64 => ("double", ""),
            _ => ("", ""),
        };
        if (type == "")
            return description;
        var nested = new NestedText('{', '}', suffix, ",", false, format);
        nested._text.Append($"{description}, value = {margin}{type} [{new string(',', (int)tensor.ndim - 1)}] ");
        nested.Append(tensor, 0, margin);
        return nested._text.ToString();
    }

    private void Append(Tensor tensor, int depth, string margin = "")
    {
        if (tensor.ndim == 0)
        {
            _text.Append(format.Of(tensor)).Append(suffix);
            return;
        }
        bool isRow = tensor.ndim == 1;
        int shown = isRow ? maxColumns : maxRows;
        long length = tensor.size(0), tail = shown / 2, head = length > shown ? shown - tail : length;
        string lineEnd = string.Concat(Enumerable.Repeat(format.NewLine, blankLines ? (int)tensor.ndim - 1 : 1));

        _text.Append(open).Append(margin).Append(margin == "" ? "" : " ");
        for (long i = 0; i < length; i++)
        {
            if (i == head)
            {
                i = length - tail;
                _text.Append(isRow ? "... " : new string(' ', depth) + " ..." + lineEnd);
            }
            if (i > 0 && !isRow)
                _text.Append(' ', depth + 1);
            using (Tensor item = tensor.select(0, i))
                Append(item, depth + 1);
            if (i < length - 1)
                _text.Append(isRow ? ", " : comma + lineEnd);
        }
        _text.Append(margin).Append(close);
    }
}
