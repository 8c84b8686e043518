#!/usr/bin/env bash
# transcript.sh BIN ROOT PAGE: runs each command that the page shows as "    $ COMMAND" in ROOT, with the programs of BIN, and
# compares the output with the indented lines below it. Digests and lines of stubs are not compared: they change with every stub.
set -euo pipefail
bin=$1 root=$2 page=$3
command= shown= ran=0 wrong=0

settle() {
  [ -n "$command" ] || return 0
  ran=$((ran + 1))
  local printed
  printed=$(cd "$root" && PATH=$bin:$PATH bash -c "$command" 2>&1) || true
  if ! diff <(normal "$shown") <(normal "$printed"); then
    printf '%s: the output of this command is another: %s\n' "$page" "$command"
    wrong=$((wrong + 1))
  fi
  command=
}

# Digests, times and lines of stubs become words; blank lines at the end say nothing.
normal() {
  sed -E -e 's/\b[0-9a-f]{12}([0-9a-f]{52})?\b/DIGEST/g' -e 's/[0-9.]+ ms\b/TIME/g' -e 's/\.pyi:[0-9]+/.pyi:LINE/g' <<<"$1" |
    sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

while IFS= read -r line; do
  if [[ $line == '    $ '* ]]; then
    settle
    command=${line#'    $ '} shown=
  elif [[ $line == '    '* || -z $line ]]; then
    shown+=${line#'    '}$'\n'
  else
    settle
  fi
done <"$page"
settle
printf '%s: %s commands, %s print something else\n' "$page" "$ran" "$wrong"
[ "$ran" -gt 0 ] && [ "$wrong" -eq 0 ]
