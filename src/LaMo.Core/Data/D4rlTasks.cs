namespace LaMo.Core.Data;

/// <summary>The lengths at which D4RL's tasks cut episodes, by the names of its files.</summary>
internal static class D4rlTasks
{
    // The first whose words are all in the name counts, so that the particular come before the general.
    private static readonly (string Words, int Length)[] Lengths =
    [
        ("antmaze umaze", 700), ("antmaze", 1000),
        ("maze2d open", 150), ("maze2d umaze v0", 150), ("maze2d medium v0", 250), ("maze2d large v0", 600),
        ("maze2d umaze", 300), ("maze2d medium", 600), ("maze2d large", 800),
        ("pen longhorizon", 200), ("door longhorizon", 300), ("hammer longhorizon", 600), ("relocate longhorizon", 500),
        ("pen", 100), ("door", 200), ("hammer", 200), ("relocate", 200),
        ("kitchen", 280), ("carla lane", 250),
        ("hopper", 1000), ("halfcheetah", 1000), ("walker2d", 1000), ("ant", 1000),
        ("reacher2d", 100),
    ];

    /// <summary>The length of the task that a file is of; <see langword="null"/> if its name tells none.</summary>
    /// <param name="fileName">A name like <c>hopper_medium-v2.hdf5</c>.</param>
    public static int? MaxEpisodeLength(string fileName)
    {
        string[] words = Path.GetFileNameWithoutExtension(fileName).ToLowerInvariant().Split('-', '_', '.', ' ');
        foreach ((string task, int length) in Lengths)
            if (task.Split(' ').All(words.Contains))
                return length;
        return null;
    }
}
