namespace LaMo.Reports.Tests;

/// <summary>A test that needs Chromium; skipped where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser is null)
            Skip = "There is no Chromium here. On Debian: apt-get install chromium-headless-shell";
    }

    /// <summary>The program; <see langword="null"/> if there is none.</summary>
    public static string? Browser { get; } = (
        from name in (string[])["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        let path = Path.Combine(folder, name)
        where File.Exists(path)
        select path).FirstOrDefault();
}
