#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# usage: corolint-summarize.sh COROLINT CONFIGURATION [OPTION...] --
#                              COMPILER FLAG... -MD -MT OUTPUT -MF DEPFILE -o OUTPUT -c SOURCE
# Stands in for a compiler, as its launcher: writes the summary of the source, and a depfile that names the command and
# the list of configuration files too.
set -eu
corolint=$1 configuration=$2
shift 2

escaped() { printf '%s' "$1" | sed 's/[ #]/\\&/g; s/\$/$$/g'; }

# Takes the words one by one, and puts those behind the others that corolint gets: its options, "--" and the flags.
words=$#
while [ "$words" -gt 0 ]; do
  word=$1
  shift
  words=$((words - 1))
  case $word in
    -MD) continue ;;
    -MT | -MF | -o | -c) ;;
    --)
      set -- "$@" --
      word=compiler
      ;;
    *)
      set -- "$@" "$word"
      continue
      ;;
  esac
  case $word in
    -MF) depfile=$1 ;;
    -o) output=$1 ;;
    -c) source=$1 ;;
  esac
  shift
  words=$((words - 1))
done

"$corolint" summarize "$source" -o "$output" --depfile "$depfile" "$@"
# What a file lacks is in no depfile: one that can't be analysed stays older than its source, and gets another chance.
"$corolint" link "$output" >/dev/null 2>&1 || [ $? -ne 3 ] || touch -d @1 "$output"
printf '%s: %s %s\n' "$(escaped "$output")" "$(escaped "$corolint")" "$(escaped "$configuration")" >>"$depfile"
