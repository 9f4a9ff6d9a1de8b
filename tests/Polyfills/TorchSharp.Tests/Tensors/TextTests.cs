using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class TextTests
{
    private readonly Tensor _matrix = tensor(new[,] { { 1f, -2.5f, 30 }, { 4, 5, 6 } });

    [Fact]
    public void PlainTextDescribes()
    {
        Assert.Equal("[2x3], type = Float32, device = cpu", _matrix.ToString());
        Assert.Equal("[2x3], type = Float32, device = cpu", _matrix.metastr());
        Assert.Equal("[], type = Int64, device = cpu", tensor(3L).ToString());
    }

    [Fact]
    public void JuliaStyleIsATable()
    {
        Assert.Equal("[2x3], type = Float32, device = cpu\n 1 -2.5 30\n 4    5  6\n", Show(_matrix, julia));
        Assert.Equal("[3], type = Int64, device = cpu\n 0 1 2\n", Show(arange(3), julia));
        Assert.Equal("[], type = Float64, device = cpu, value = 0.5", Show(tensor(0.5), julia));
        Assert.Equal(
            "[2x1x2], type = Int64, device = cpu\n[0,..,..] =\n 0 1\n\n[1,..,..] =\n 2 3\n",
            Show(arange(4).reshape(2, 1, 2), julia));
        Assert.Equal("[20], type = Int64, device = cpu\n 0 1 2 ...\n", arange(20).jlstr(width: 10, newLine: "\n"));
    }

    [Fact]
    public void NumpyStyleNestsBrackets()
    {
        Assert.Equal("[[1, -2.5, 30]\n [4, 5, 6]]", Show(_matrix, numpy));
        Assert.Equal("[0, 1, 2, ... 7, 8, 9]", Show(arange(10), numpy));
        Assert.Equal("[[[0, 1]]\n\n [[2, 3]]]", Show(arange(4).reshape(2, 1, 2), numpy));
        Assert.Equal("[[0]\n [1]\n [2]\n ...\n [5]\n [6]\n [7]]", Show(arange(8).reshape(8, 1), numpy));
    }

    [Fact]
    public void CSharpStyleIsAnInitializer()
    {
        Assert.Equal("[3], type = Int64, device = cpu, value = long [] {0L, 1L, 2L}", Show(arange(3), csharp));
        Assert.Equal("[2x3], type = Float32, device = cpu, value = \nfloat [,] {\n {1f, -2.5f, 30f},\n {4f, 5f, 6f}\n}", Show(_matrix, csharp));
    }

    [Fact]
    public void OptionsSetTheDefaults()
    {
        try
        {
            set_printoptions(precision: 1, newLine: "|");
            Assert.Equal("[2], type = Float64, device = cpu| 0.2 0.7|", tensor(new[] { 0.21, 0.7 }).str(cultureInfo: CultureInfo.InvariantCulture));
        }
        finally
        {
            set_printoptions(julia, "g5", newLine: Environment.NewLine);
        }
        Assert.Throws<ArgumentException>(() => torch.TensorStringStyle = TensorStringStyle.Default);
    }

    private static string Show(Tensor tensor, TensorStringStyle style) => tensor.str(style: style, newLine: "\n", cultureInfo: CultureInfo.InvariantCulture);
}
