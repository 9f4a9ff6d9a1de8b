using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LaMo.Tests;

/// <summary>
/// GPT-2's encoder the plain way, after Radford et al. 2019 and Sennrich et al. 2016: of all adjacent pairs, join every
/// occurrence of the one that stands first in the merges file, until none is left in it. Shares no code with the library.
/// </summary>
internal sealed class ReferenceBpe
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int> _ranks;
    private readonly Dictionary<string, int[]> _known = [];
    private readonly string[] _alphabet = new string[256];

    public ReferenceBpe(string vocabularyFile, string mergesFile)
    {
        _ids = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(vocabularyFile))!;
        _ranks = File.ReadLines(mergesFile).Skip(1).Where(line => line.Length > 0).Select((line, rank) => (line, rank)).ToDictionary(x => x.line, x => x.rank);
        int extra = 256;
        for (int b = 0; b < 256; b++)
            _alphabet[b] = char.ToString((char)(b is > 32 and < 127 or > 160 and not 173 ? b : extra++));
    }

    public IEnumerable<int> Encode(string text) => Regex.Matches(text, Gpt2.Pattern).SelectMany(piece => EncodePiece(piece.Value));

    private int[] EncodePiece(string piece)
    {
        if (_known.TryGetValue(piece, out int[]? ids))
            return ids;
        List<string> tokens = Encoding.UTF8.GetBytes(piece).Select(b => _alphabet[b]).ToList();
        while (true)
        {
            string? best = tokens.Zip(tokens.Skip(1), (left, right) => $"{left} {right}").Where(_ranks.ContainsKey).MinBy(pair => _ranks[pair]);
            if (best is null)
                return _known[piece] = tokens.Select(token => _ids[token]).ToArray();
            for (int i = 0; i + 1 < tokens.Count; i++)
                if ($"{tokens[i]} {tokens[i + 1]}" == best)
                {
                    tokens[i] += tokens[i + 1];
                    tokens.RemoveAt(i + 1);
                }
        }
    }
}
