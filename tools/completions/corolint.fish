# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Completions for fish. What there is to complete is what `corolint --help` says.

function __corolint_verb
    set -l words (commandline -opc)
    contains -- "$words[2]" cache explain init link profile summarize; and echo $words[2]
end

# Flags with their descriptions, for the verb that is on the line.
function __corolint_flags
    corolint (__corolint_verb) --help 2>/dev/null | string replace -rf '^  (--?[a-z-]+=?)\S*(?: <\w+>)? +- (.*)' '$1\t$2'
end

function __corolint_checks
    corolint --list-checks '--checks=*' 2>/dev/null | string replace -rf '^    ' ''
end

function __corolint_kinds
    corolint --help 2>/dev/null | string replace -rf '^  --output=.*The kinds: ' '' | string split ' '
end

complete -c corolint -n 'string match -q -- "-*" (commandline -ct)' -a '(__corolint_flags)'
complete -c corolint -n 'string match -qr -- "^--(output|format)=[^=]*\$" (commandline -ct)' -f \
    -a '(string replace -r "=.*" "=" -- (commandline -ct))(__corolint_kinds)'
complete -c corolint -n 'string match -qr -- "^--(checks|explain|warnings-as-errors)=" (commandline -ct)' -f \
    -a '(string replace -r "[^=,]*\$" "" -- (commandline -ct))(__corolint_checks)'
complete -c corolint -n 'test "$(__corolint_verb)" = explain' -a '(__corolint_checks)'
complete -c corolint -n 'test "$(__corolint_verb)" = init' -f
complete -c corolint -n 'test (count (commandline -opc)) -eq 1' \
    -a '(corolint --help 2>/dev/null | string replace -rf "^  ([a-z]+) +- (.*)" "\$1\t\$2")'
