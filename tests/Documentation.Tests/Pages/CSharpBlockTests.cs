namespace LaMo.Documentation.Tests.Pages;

public class CSharpBlockTests
{
    public static TheoryData<string> Pages => DocumentationPages.All;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task BlocksRunOneAfterTheOther(string page)
    {
        CodeBlock[] blocks = [.. CodeBlock.Of(page).Where(block => block.Language == "csharp")];
        if (blocks.Length == 0)
            return;
        using WorkingFolder folder = new();
        PageSetup.WriteFiles();
        var script = new Script(PageSetup.Imports);
        await script.Run(PageSetup.Prologue(page), page, 1);
        foreach (CodeBlock block in blocks)
            await script.Run(PageSetup.Shorten(block.Text), page, block.Line);
    }
}
