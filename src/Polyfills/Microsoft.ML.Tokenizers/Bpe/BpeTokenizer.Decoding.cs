using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.Tokenizers;

public sealed partial class BpeTokenizer
{
    public override string Decode(IEnumerable<int> ids) => Decode(ids, considerSpecialTokens: true);

    public string Decode(IEnumerable<int> ids, bool considerSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ByteLevel ? DecodeBytes(ids, considerSpecialTokens) : DecodeChars(ids, considerSpecialTokens);
    }

    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
        => Decode(ids, destination, considerSpecialTokens: true, out idsConsumed, out charsWritten);

    public OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, bool considerSpecialTokens, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ByteLevel
            ? DecodeBytes(ids, destination, considerSpecialTokens, out idsConsumed, out charsWritten)
            : DecodeChars(ids, destination, considerSpecialTokens, out idsConsumed, out charsWritten);
    }

    private string DecodeBytes(IEnumerable<int> ids, bool considerSpecialTokens)
    {
        List<byte> bytes = [];
        foreach (int id in ids)
            if (_specialTokens.TryGetValue(id, out string? special))
            {
                if (considerSpecialTokens)
                    ByteAlphabet.AppendBytes(special, bytes);
            }
            else if (_model.TryGetToken(id, out string? token))
                ByteAlphabet.AppendBytes(WithoutAffixes(token), bytes);
        return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes));
    }

    private string DecodeChars(IEnumerable<int> ids, bool considerSpecialTokens)
    {
        StringBuilder text = new();
        foreach (int id in ids)
            if (_specialTokens.TryGetValue(id, out string? special))
                text.Append(considerSpecialTokens ? special : null);
            else if (id == _model.UnknownId)
                text.Append(considerSpecialTokens ? UnknownToken : null);
            else if (_model.TryGetToken(id, out string? token))
                text.Append(token);

        string decoded = text.ToString();
        if (EndOfWordSuffix is not null)
        {
            if (decoded.EndsWith(EndOfWordSuffix, StringComparison.Ordinal))
                decoded = decoded[..^EndOfWordSuffix.Length];
            decoded = decoded.Replace(EndOfWordSuffix, " ");
        }
        return ContinuingSubwordPrefix is null ? decoded : decoded.Replace(ContinuingSubwordPrefix, "");
    }

    private OperationStatus DecodeBytes(IEnumerable<int> ids, Span<char> destination, bool considerSpecialTokens, out int idsConsumed, out int charsWritten)
    {
        idsConsumed = charsWritten = 0;
        Utf8Assembler assembler = new();
        int idsPending = 0;
        foreach (int id in ids)
        {
            ReadOnlySpan<char> complete;
            if (_specialTokens.TryGetValue(id, out string? special))
            {
                if (!considerSpecialTokens)
                {
                    idsConsumed++;
                    continue;
                }
                if (assembler.IsPending)
                    return OperationStatus.InvalidData;
                complete = special;
            }
            else
            {
                if (!_model.TryGetToken(id, out string? token) || !assembler.TryAdd(WithoutAffixes(token)))
                    return OperationStatus.InvalidData;
                idsPending++;
                if (assembler.IsPending)
                    continue;
                complete = assembler.TakeChars();
            }

            if (!complete.TryCopyTo(destination[charsWritten..]))
                return OperationStatus.DestinationTooSmall;
            charsWritten += complete.Length;
            idsConsumed += Math.Max(1, idsPending);
            idsPending = 0;
        }
        return OperationStatus.Done;
    }

    private OperationStatus DecodeChars(IEnumerable<int> ids, Span<char> destination, bool considerSpecialTokens, out int idsConsumed, out int charsWritten)
    {
        idsConsumed = charsWritten = 0;
        int charsBeforeSpace = 0;
        bool spacePending = false;
        foreach (int id in ids)
        {
            if (id == _model.UnknownId && !considerSpecialTokens)
            {
                idsConsumed++;
                continue;
            }
            if (spacePending)
            {
                if (charsWritten == destination.Length)
                {
                    charsWritten = charsBeforeSpace;
                    return OperationStatus.DestinationTooSmall;
                }
                destination[charsWritten++] = ' ';
            }
            if (_model.TryGetToken(id, out string? token))
            {
                spacePending = !string.IsNullOrEmpty(EndOfWordSuffix) && WithoutPrefix(token).EndsWith(EndOfWordSuffix, StringComparison.Ordinal);
                if (spacePending)
                    charsBeforeSpace = charsWritten;
                ReadOnlySpan<char> chars = WithoutAffixes(token);
                if (!chars.TryCopyTo(destination[charsWritten..]))
                    return OperationStatus.DestinationTooSmall;
                charsWritten += chars.Length;
            }
            idsConsumed++;
        }
        return OperationStatus.Done;
    }

    private ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> token)
        => ContinuingSubwordPrefix is not null && token.StartsWith(ContinuingSubwordPrefix, StringComparison.Ordinal) ? token[ContinuingSubwordPrefix.Length..] : token;

    private ReadOnlySpan<char> WithoutAffixes(ReadOnlySpan<char> token)
    {
        token = WithoutPrefix(token);
        return EndOfWordSuffix is not null && token.EndsWith(EndOfWordSuffix, StringComparison.Ordinal) ? token[..^EndOfWordSuffix.Length] : token;
    }
}
