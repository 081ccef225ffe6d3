# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Completions for bash. What there is to complete is what `corolint --help` says.

_corolint_help() {
  "${COMP_WORDS[0]/#\~/$HOME}" "$@" --help 2>/dev/null
}

_corolint() {
  # Bash takes words apart at "=", and wants only what stands behind it.
  local line=${COMP_LINE:0:COMP_POINT} verb='' words=''
  local word=${line##*[[:space:]]}
  case ${COMP_WORDS[1]-} in
    cache | explain | init | link | profile | summarize) verb=${COMP_WORDS[1]} ;;
  esac
  case $word in
    --output=*=*) compopt -o default ;;
    --output=* | --format=*)
      words=$(_corolint_help | sed -n 's/^  --output=.*The kinds: //p')
      word=${word#*=}
      ;;
    --checks=* | --explain=* | --warnings-as-errors=*)
      words=$("${COMP_WORDS[0]}" --list-checks '--checks=*' 2>/dev/null | sed -n 's/^    //p')
      word=${word##*[=,]}
      ;;
    --*=*) compopt -o default ;;
    -*) words=$(_corolint_help $verb | sed -En 's/^  (--?[a-z-]+=?).*/\1/p') ;;
    *)
      if [[ $verb == explain ]]; then
        words=$("${COMP_WORDS[0]}" --list-checks '--checks=*' 2>/dev/null | sed -n 's/^    //p')
      elif [[ $verb != init ]]; then
        ((COMP_CWORD > 1)) || words=$(_corolint_help | sed -En '/^SUBCOMMANDS/,/^OPTIONS/s/^  ([a-z]+) +- .*/\1/p')
      fi
      [[ $verb == init ]] || compopt -o default
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
}

complete -F _corolint corolint
