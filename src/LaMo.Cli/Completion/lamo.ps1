# Completion of lamo in PowerShell. In $PROFILE: lamo completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName lamo -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $position = $cursorPosition - $commandAst.Extent.StartOffset
    $line = $commandAst.ToString().PadRight($position)
    lamo "[suggest:$position]" $line | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
