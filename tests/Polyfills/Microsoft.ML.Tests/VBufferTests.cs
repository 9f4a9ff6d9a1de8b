using FsCheck;
using FsCheck.Fluent;
using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>VBuffer and VBufferEditor.</summary>
public sealed class VBufferTests
{
    private static readonly VBuffer<int> Sparse = new(6, 3, [1, 2, 3, 9], [0, 2, 5, 9]);

    [Fact]
    public void TheDefaultIsEmptyAndDense()
    {
        VBuffer<float> empty = default;

        Assert.Equal(0, empty.Length);
        Assert.True(empty.IsDense);
        Assert.Empty(empty.DenseValues());
        Assert.Equal("Dense vector of size 0", empty.ToString());
    }

    [Fact]
    public void ASparseVectorHasExplicitValues()
    {
        var vector = new VBuffer<int>(5, 2, [7, 8], [1, 3]);

        Assert.False(vector.IsDense);
        Assert.Equal([7, 8], vector.GetValues().ToArray());
        Assert.Equal([1, 3], vector.GetIndices().ToArray());
        Assert.Equal([0, 7, 0, 8, 0], vector.DenseValues());
        Assert.Equal([KeyValuePair.Create(1, 7), KeyValuePair.Create(3, 8)], vector.Items());
        Assert.Equal(5, vector.Items(all: true).Count());
        Assert.Equal(8, vector.GetItemOrDefault(3));
        Assert.Equal("Sparse vector of size 5, 2 explicit values", vector.ToString());
    }

    [Fact]
    public void ADenseVectorMayUseLessThanItsArray()
    {
        var vector = new VBuffer<int>(3, [4, 5, 6, 7]);

        Assert.Equal([4, 5, 6], vector.GetValues().ToArray());
        Assert.True(vector.GetIndices().IsEmpty);
        Assert.Equal([4, 5, 6, 7], vector.Cast<int>());
    }

    [Theory]
    [InlineData(1, 2, new[] { 0, 2 })]
    [InlineData(2, 4, new[] { 2, 0, 0, 3 })]
    [InlineData(0, 6, new[] { 1, 0, 2, 0, 0, 3 })]
    [InlineData(3, 1, new[] { 0 })]
    [InlineData(4, 0, new int[0])]
    public void ARangeOfASparseVectorIsSparse(int start, int length, int[] expected)
    {
        VBuffer<int> range = default;
        Sparse.CopyTo(ref range, start, length);

        Assert.Equal(expected, range.DenseValues());
        Assert.Equal(expected.Count(value => value != 0), range.GetValues().Length);
    }

    [Fact]
    public void CopyingToASpanFillsTheRestOfTheVectorAlone()
    {
        int[] target = Enumerable.Repeat(-1, 8).ToArray();
        Sparse.CopyTo(target, 1, defaultValue: 7);

        Assert.Equal([-1, 1, 7, 2, 7, 7, 3, -1], target);
        Errors.Throws<ArgumentOutOfRangeException>("Not large enough to hold these values. (Parameter 'destination')", () => Sparse.CopyTo(new int[5]));
    }

    [Fact]
    public void BadArgumentsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("length", () => new VBuffer<int>(-1, null));
        Assert.Throws<ArgumentOutOfRangeException>("values", () => new VBuffer<int>(3, new int[2]));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new VBuffer<int>(3, 4, new int[5], null));
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => new VBuffer<int>(3, 2, new int[2], new int[1]));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => Sparse.GetItemOrDefault(6));
        Assert.Throws<ArgumentOutOfRangeException>("newLogicalLength", () => CreateEditor(-1, null));
        Assert.Throws<ArgumentOutOfRangeException>("valuesCount", () => CreateEditor(2, 3));
    }

    [Fact]
    public void AnEditorReusesTheArraysItIsGiven()
    {
        var original = new VBuffer<int>(2, [1, 2]);
        VBuffer<int> copy = original;
        VBufferEditor<int> editor = VBufferEditor.Create(ref copy, 2);
        editor.Values[0] = 9;

        Assert.False(editor.CreatedNewValues);
        Assert.Equal([9, 2], editor.Commit().DenseValues());
        Assert.Equal(9, original.GetItemOrDefault(0));
    }

    [Fact]
    public void AnEditorKeepsOldValuesIfAsked()
    {
        VBuffer<int> vector = new(3, [4, 5, 6]);
        VBufferEditor<int> editor = VBufferEditor.Create(ref vector, 8, keepOldOnResize: true);

        Assert.True(editor.CreatedNewValues);
        Assert.Equal([4, 5, 6, 0, 0, 0, 0, 0], editor.Values.ToArray());
    }

    [Fact]
    public void AnEditorCommitsLessThanItHasRoomFor()
    {
        VBuffer<int> vector = default;
        VBufferEditor<int> editor = VBufferEditor.Create(ref vector, 10, 2);
        (editor.Indices[0], editor.Indices[1]) = (3, 4);
        (editor.Values[0], editor.Values[1]) = (1, 2);

        Assert.Equal([3], editor.CommitTruncated(1).GetIndices().ToArray());
        Assert.Equal([0, 0, 0, 1, 2, 0, 0, 0, 0, 0], editor.Commit().DenseValues());
    }

    [Fact]
    public void AllViewsOfAVectorAgree() => Prop.ForAll<int[], int>((dense, seed) =>
    {
        VBuffer<int> vector = SparseOf(dense, seed);
        VBuffer<int> copy = new(2, [5, 6]);
        vector.CopyTo(ref copy);
        VBuffer<int> full = default;
        vector.CopyToDense(ref full);
        var span = new int[dense.Length];
        vector.CopyTo(span);

        Assert.Equal(dense, vector.DenseValues());
        Assert.Equal(dense, vector.Items(all: true).Select(item => item.Value));
        Assert.Equal(dense, copy.DenseValues());
        Assert.Equal(vector.IsDense, copy.IsDense);
        Assert.True(full.IsDense);
        Assert.Equal(dense, full.GetValues().ToArray());
        Assert.Equal(dense, span);
        for (int i = 0; i < dense.Length; i++)
            Assert.Equal(dense[i], vector.GetItemOrDefault(i));
    }).Check(RandomCases.Repeatable);

    [Fact]
    public void RangesOfAVectorAreThoseOfItsArray() => Prop.ForAll<int[], int>((dense, seed) =>
    {
        VBuffer<int> vector = SparseOf(dense, seed);
        VBuffer<int> range = default;
        for (int start = 0; start <= dense.Length; start++)
        {
            vector.CopyTo(ref range, start, (dense.Length - start) / 2);
            Assert.Equal(dense.AsSpan(start, (dense.Length - start) / 2).ToArray(), range.DenseValues());
        }
    }).Check(RandomCases.Repeatable);

    /// <summary>The values as a vector that leaves out some of the zeros.</summary>
    private static VBuffer<int> SparseOf(int[] dense, int seed)
    {
        var random = new Random(seed);
        int[] indices = Enumerable.Range(0, dense.Length).Where(i => dense[i] != 0 || random.Next(2) == 0).ToArray();
        return new VBuffer<int>(dense.Length, indices.Length, indices.Select(i => dense[i]).ToArray(), indices);
    }

    private static void CreateEditor(int length, int? count)
    {
        VBuffer<int> vector = default;
        VBufferEditor.Create(ref vector, length, count);
    }
}
