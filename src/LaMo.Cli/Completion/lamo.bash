# Completion of lamo in bash. In ~/.bashrc: source <(lamo completion bash)
_lamo() {
    # However the tool was called, by a path for one, the line that it is asked about begins with its name.
    local line="lamo${COMP_LINE#"${COMP_WORDS[0]}"}"
    local position=$((COMP_POINT - ${#COMP_WORDS[0]} + 4))
    local suggestions
    suggestions="$("${COMP_WORDS[0]}" "[suggest:${position}]" "${line}" 2> /dev/null)"
    local IFS=$'\n'
    COMPREPLY=($(compgen -W "${suggestions}" -- "${COMP_WORDS[COMP_CWORD]}"))
    # A value follows.
    [[ ${COMPREPLY[*]} == *= ]] && compopt -o nospace 2> /dev/null
}
# Where there is nothing to suggest, files.
complete -o default -F _lamo lamo
