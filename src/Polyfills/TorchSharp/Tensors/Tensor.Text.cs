using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        // As many rows and columns as are shown without an ellipsis, and then half of them at each end.
        private const int ShownItems = 6;

        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>The values between nested brackets, as NumPy shows them.</summary>
        internal string ToNumpyString(string floatFormat, string newLine, CultureInfo culture)
        {
            var text = new StringBuilder();
            AppendNumpy(text, ndim, true, floatFormat, newLine, culture);
            return text.ToString();
        }

        private void AppendNumpy(StringBuilder text, long outerRank, bool startsLine, string floatFormat, string newLine, CultureInfo culture)
        {
            int rank = (int)ndim;
            if (startsLine)
                text.Append(' ', (int)outerRank - rank);
            if (rank == 0)
            {
                text.Append(ValueText(floatFormat, culture));
                return;
            }
            text.Append('[');
            long length = size(0), hidden = length > ShownItems ? length - ShownItems : 0;
            for (long i = 0; i < length; i++)
            {
                if (hidden > 0 && i == ShownItems / 2)
                {
                    i += hidden;
                    text.Append(' ', rank == 1 ? 0 : (int)outerRank - rank).Append(rank == 1 ? "... " : " ...");
                    text.Insert(text.Length, newLine, rank - 1);
                }
                using Tensor item = select(0, i);
                item.AppendNumpy(text, outerRank, rank > 1 && i > 0, floatFormat, newLine, culture);
                if (i == length - 1)
                    break;
                if (rank == 1)
                    text.Append(", ");
                else
                    text.Insert(text.Length, newLine, rank - 1);
            }
            text.Append(']');
        }

        private string ValueText(string floatFormat, CultureInfo culture) => dtype switch
        {
            ScalarType.Bool => this.ToBoolean().ToString(culture),
            ScalarType.Float16 or ScalarType.Float32 or ScalarType.BFloat16 => this.ToSingle().ToString(floatFormat, culture),
            ScalarType.Float64 => this.ToDouble().ToString(floatFormat, culture),
            _ => this.ToInt64().ToString(culture),
        };
    }
}
