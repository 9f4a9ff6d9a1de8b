using System.Diagnostics;

namespace LaMo.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("lamo c", "collect completion convert")]
    [InlineData("lamo collect --task ha", "halfcheetah halfcheetah-v4")]
    [InlineData("lamo collect --quality medium-", "medium-expert medium-replay")]
    [InlineData("lamo collect --task hopper --out data/hopper.h", "data/hopper.h5 data/hopper.hdf5")]
    [InlineData("lamo convert --max", "--max-episode-length")]
    [InlineData("lamo validate --as ", "benchmark dataset run")]
    [InlineData("lamo completion ", "--help --json -h bash fish pwsh zsh")]
    [InlineData("lamo train --algorithm Iql --set trainer.ex", "trainer.expectile=")]
    [InlineData("lamo train --set data", "data= dataRatio=")]
    [InlineData("lamo inspect hop", "")]
    public void BashCompletesWhatTheToolSuggests(string line, string expected)
    {
        string[] words = line.Split(' ');
        string script = $$"""
            lamo() { dotnet '{{Path.Combine(AppContext.BaseDirectory, "lamo.dll")}}' "$@"; }
            source <(lamo completion bash)
            COMP_WORDS=({{string.Join(' ', words.Select(word => $"'{word}'"))}}) COMP_CWORD={{words.Length - 1}} COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            _lamo
            printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort | paste -sd ' '
            complete -p lamo
            """;
        using Process bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        (int exitCode, string output, string errors) = Lamo.End(bash);
        Assert.True(exitCode == 0, errors);
        Assert.Equal([expected, "complete -o default -F _lamo lamo"], output.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("bash", "complete -o default")]
    [InlineData("zsh", "compdef _lamo lamo")]
    [InlineData("fish", "complete --command lamo")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void ThereIsAScriptForEachShell(string shell, string part)
    {
        LamoResult result = Lamo.Run("completion", shell);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(part, result.Output);
        Assert.Contains($"lamo completion {shell}", result.Output.Split('\n')[shell == "zsh" ? 1 : 0]);
    }
}
