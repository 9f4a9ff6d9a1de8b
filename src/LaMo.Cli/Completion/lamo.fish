# Completion of lamo in fish: lamo completion fish > ~/.config/fish/completions/lamo.fish
function __lamo_suggestions
    set -l line (commandline --current-process --cut-at-cursor | string collect)
    lamo "[suggest:"(string length -- "$line")"]" "$line" 2> /dev/null
end
complete --command lamo --arguments '(__lamo_suggestions)'
