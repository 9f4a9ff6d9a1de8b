using System.ComponentModel;
using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(torch.TensorStringStyle, fltFormat, width, cultureInfo, newLine) : ToString();

        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            var format = new ValueFormat(fltFormat ?? floatFormat, cultureInfo ?? CultureInfo.CurrentCulture, newLine ?? torch.newLine);
            if (style == TensorStringStyle.Default)
                style = torch.TensorStringStyle;
            if (is_meta)
                style = TensorStringStyle.Metadata;
            return style switch
            {
                TensorStringStyle.Metadata => ToString(),
                TensorStringStyle.Julia => TensorTable.Text(this, format, width ?? lineWidth),
                TensorStringStyle.Numpy => NestedText.Numpy(this, format),
                TensorStringStyle.CSharp => NestedText.CSharp(this, format),
                _ => throw new InvalidEnumArgumentException($"Unsupported tensor string style: {style}"),
            };
        }
    }
}
