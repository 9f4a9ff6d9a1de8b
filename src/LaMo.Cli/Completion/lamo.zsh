#compdef lamo
# Completion of lamo in zsh. In ~/.zshrc, after compinit: source <(lamo completion zsh)
_lamo() {
    local line="lamo ${(j: :)words[2,CURRENT]}"
    local -a suggestions
    suggestions=("${(@f)$("${words[1]}" "[suggest:${#line}]" "${line}" 2> /dev/null)}")
    compadd -a suggestions || _files
}
compdef _lamo lamo
