#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# usage: corolint-link.sh COROLINT SUMMARIES STAMP FORMAT OUTPUT
# Prints the report on the summaries that a file lists, and makes the stamp if there is nothing in it. The report goes
# to OUTPUT as well, unless that is empty; FORMAT is then the file's, else that of what is printed.
corolint=$1 summaries=$2 stamp=$3 format=${4:-text} output=$5 status=0

if [ -z "$output" ]; then
  "$corolint" link --format="$format" "@$summaries" || status=$?
else
  "$corolint" link "@$summaries" || status=$?
  messages=$("$corolint" link --format="$format" -o "$output" "@$summaries" 2>&1)
  if [ $? -eq 2 ]; then
    printf '%s\n' "$messages" >&2
    exit 2
  fi
fi
[ "$status" -ne 0 ] || touch "$stamp"
exit "$status"
