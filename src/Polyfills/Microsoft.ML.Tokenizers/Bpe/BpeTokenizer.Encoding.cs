namespace Microsoft.ML.Tokenizers;

public sealed partial class BpeTokenizer
{
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        if (string.IsNullOrEmpty(text) && textSpan.IsEmpty)
            return new EncodeResults<EncodedToken> { Tokens = [] };

        IEnumerable<(int Offset, int Length)>? pieces = Split(text, textSpan, settings, out string? normalizedText, out ReadOnlySpan<char> source);
        List<EncodedToken> tokens = [];
        BpePiece piece = new(ByteLevel);
        if (BeginningOfSentenceToken is not null)
            tokens.Add(new EncodedToken(_beginningOfSentenceId, BeginningOfSentenceToken, 0..0));
        foreach ((int offset, int length) in pieces ?? [(0, source.Length)])
            AddTokens(source.Slice(offset, length), offset, piece, tokens);
        if (_endOfSentenceToken is not null)
            tokens.Add(new EncodedToken(_endOfSentenceId, _endOfSentenceToken, source.Length..source.Length));
        return new EncodeResults<EncodedToken> { Tokens = tokens, NormalizedText = normalizedText, CharsConsumed = source.Length };
    }

    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        CheckMaxTokenCount(settings.MaxTokenCount, nameof(settings.MaxTokenCount));
        if (string.IsNullOrEmpty(text) && textSpan.IsEmpty)
            return new EncodeResults<int> { Tokens = [] };

        List<int> ids = [];
        EncodeUpToMax(text, textSpan, settings, ids, out string? normalizedText, out int charsConsumed);
        return new EncodeResults<int> { Tokens = ids, NormalizedText = normalizedText, CharsConsumed = charsConsumed };
    }

    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        CheckMaxTokenCount(settings.MaxTokenCount, nameof(settings.MaxTokenCount));
        return EncodeUpToMax(text, textSpan, settings, null, out _, out _);
    }

    protected override int GetIndexByTokenCount(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText, out int tokenCount)
    {
        if (fromEnd)
            return IndexFromEnd(text, textSpan, settings, out normalizedText, out tokenCount);
        CheckMaxTokenCount(settings.MaxTokenCount, "maxTokenCount");
        tokenCount = EncodeUpToMax(text, textSpan, settings, null, out normalizedText, out int charsConsumed);
        return charsConsumed;
    }

    /// <summary>Counts the tokens up to the maximum, and collects them if there is a list to do so.</summary>
    private int EncodeUpToMax(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, List<int>? ids, out string? normalizedText, out int charsConsumed)
    {
        normalizedText = null;
        charsConsumed = 0;
        if (string.IsNullOrEmpty(text) && textSpan.IsEmpty)
            return 0;

        IEnumerable<(int Offset, int Length)>? pieces = Split(text, textSpan, settings, out normalizedText, out ReadOnlySpan<char> source);
        BpePiece piece = new(ByteLevel);
        int count = 0;
        if (BeginningOfSentenceToken is not null)
        {
            count++;
            ids?.Add(_beginningOfSentenceId);
        }

        if (pieces is null)
        {
            // Unsplit text takes the whole maximum, and a mere count of it leaves the first token out.
            int encoded = AddIds(source, piece, ids, settings.MaxTokenCount, out charsConsumed);
            count = ids is null ? encoded : count + encoded;
        }
        else
            foreach ((int offset, int length) in pieces)
            {
                count += AddIds(source.Slice(offset, length), piece, ids, settings.MaxTokenCount - count, out int consumed);
                charsConsumed = offset + consumed;
                if (consumed < length || count >= settings.MaxTokenCount)
                    break;
            }

        if (_endOfSentenceToken is not null && count < settings.MaxTokenCount)
        {
            count++;
            ids?.Add(_endOfSentenceId);
        }
        return count;
    }

    private int IndexFromEnd(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, out string? normalizedText, out int tokenCount)
    {
        int max = settings.MaxTokenCount;
        if (max <= 0)
            throw new ArgumentOutOfRangeException("maxTokenCount", "The max token count must be greater than 0.");
        normalizedText = null;
        tokenCount = 0;
        if (string.IsNullOrEmpty(text) && textSpan.IsEmpty)
            return 0;

        IEnumerable<(int Offset, int Length)>? pieces = Split(text, textSpan, settings, out normalizedText, out ReadOnlySpan<char> source);
        BpePiece piece = new(ByteLevel);
        int index = 0;
        int end = _endOfSentenceToken is null ? 0 : 1;
        if (pieces is null)
            tokenCount = CountFromEnd(source, piece, max - end, out index);
        else
        {
            tokenCount = end;
            foreach ((int offset, int length) in pieces.Reverse())
            {
                tokenCount += CountFromEnd(source.Slice(offset, length), piece, max - tokenCount, out int start);
                if (start > 0 || tokenCount >= max)
                    return offset + start;
            }
        }
        if (BeginningOfSentenceToken is not null && tokenCount < max)
            tokenCount++;
        return index;
    }

    /// <summary>The pieces of the normalized text, or null if it is to be taken as a whole.</summary>
    private IEnumerable<(int Offset, int Length)>? Split(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, out string? normalizedText, out ReadOnlySpan<char> source)
    {
        normalizedText = settings.ConsiderNormalization ? Normalizer?.Normalize(text ?? textSpan.ToString()) : null;
        text = normalizedText ?? text;
        source = text is null ? textSpan : text.AsSpan();
        if (!settings.ConsiderPreTokenization)
            return null;
        return text is null ? _preTokenizer.PreTokenize(textSpan) : _preTokenizer.PreTokenize(text);
    }

    private void AddTokens(ReadOnlySpan<char> text, int offset, BpePiece piece, List<EncodedToken> tokens)
    {
        if (_specialIds.TryGetValue(text, out string? special, out int specialId))
        {
            tokens.Add(new EncodedToken(specialId, special, offset..(offset + text.Length)));
            return;
        }
        BpeWord word = _model.Encode(piece.Write(text));
        int position = 0;
        for (int i = 0; i < word.Ids.Length; i++)
        {
            (int start, int end) = piece.TextRange(position, position + word.Lengths[i]);
            tokens.Add(new EncodedToken(word.Ids[i], _model.TokenOf(word.Ids[i]), (offset + start)..(offset + end)));
            position += word.Lengths[i];
        }
    }

    private int AddIds(ReadOnlySpan<char> text, BpePiece piece, List<int>? ids, int maxCount, out int charsConsumed)
    {
        if (maxCount > 0 && _specialIds.TryGetValue(text, out int special))
        {
            ids?.Add(special);
            charsConsumed = text.Length;
            return 1;
        }
        ReadOnlySpan<char> written = piece.Write(text);
        ReadOnlySpan<int> first = _model.Encode(written).First(maxCount, written.Length, out int consumed);
        ids?.AddRange(first);
        charsConsumed = piece.TextPosition(consumed);
        return first.Length;
    }

    private int CountFromEnd(ReadOnlySpan<char> text, BpePiece piece, int maxCount, out int start)
    {
        if (maxCount > 0 && _specialIds.ContainsKey(text))
        {
            start = 0;
            return 1;
        }
        ReadOnlySpan<char> written = piece.Write(text);
        int count = _model.Encode(written).CountLast(maxCount, written.Length, out int position);
        start = piece.TextPosition(position);
        return count;
    }

    private static void CheckMaxTokenCount(int maxTokenCount, string parameter)
    {
        if (maxTokenCount <= 0)
            throw new ArgumentOutOfRangeException(parameter, "The maximum number of tokens must be greater than zero.");
    }
}
