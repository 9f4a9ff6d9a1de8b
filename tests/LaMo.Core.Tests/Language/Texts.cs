using System.Text;
using LaMo.Core.Language;

namespace LaMo.Core.Tests.Language;

/// <summary>Text that is made up, but repeats itself as language does.</summary>
internal static class Texts
{
    private static readonly string[] s_subjects = ["the arm", "a robot", "the walker", "my cheetah", "naïve Zoë", "日本の犬"];
    private static readonly string[] s_verbs = ["reaches", "doesn't reach", "walks to", "forgets", "measures 42 times"];
    private static readonly string[] s_objects = ["the target", "a far target", "the other arm", "its goal — again", "everything! 🤖"];

    public static string Sentences(int count, int seed = 1)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
            text.Append(Any(s_subjects)).Append(' ').Append(Any(s_verbs)).Append("  ".AsSpan(0, random.Next(1, 3))).Append(Any(s_objects)).Append(random.Next(4) == 0 ? ".\n\n  " : ". ");
        return text.ToString();

        string Any(string[] words) => words[random.Next(words.Length)];
    }

    /// <summary>Writes a vocabulary learnt from <see cref="Sentences"/> into a folder.</summary>
    public static TextTokenizer Tokenizer(TemporaryFolder folder, int size = 340)
    {
        BpeTraining.Train([Sentences(500)], size).Save(folder.Path);
        return TextTokenizer.Open(folder.Path);
    }
}
