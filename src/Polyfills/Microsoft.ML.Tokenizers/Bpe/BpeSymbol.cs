namespace Microsoft.ML.Tokenizers;

/// <summary>A token in the list of a piece that is being merged; a length of 0 marks one that its left neighbour has absorbed.</summary>
internal struct BpeSymbol
{
    public int Id;
    public int Length;
    public int Previous;
    public int Next;
}
