namespace Microsoft.ML.Runtime;

internal static class HostSeeds
{
    /// <summary>
    /// Draws the seeds of this many hosts. An environment seeds its hosts one after the other; the real library has hosts in its views, loaders and
    /// savers, which need none here, and what comes after those is to be seeded alike.
    /// </summary>
    public static void SkipSeeds(this IHostEnvironment environment, int hosts = 1)
    {
        for (int i = 0; i < hosts; i++)
            environment.Register(nameof(SkipSeeds));
    }
}
