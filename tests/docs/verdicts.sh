#!/usr/bin/env bash
# verdicts.sh PROGRAM PAGE: asks each line of the page of the form "    VERDICT  QUESTION" and compares the answer.
set -euo pipefail
program=$1 page=$2
asked=0 wrong=0
while read -r verdict question; do
  asked=$((asked + 1))
  answer=$("$program" prove "$question" 2>&1 | head -1) || true
  [[ $answer == "$verdict "* ]] && continue
  wrong=$((wrong + 1))
  printf '%s: %s\n  the page says %s, the program:\n  %s\n' "$page" "$question" "$verdict" "$answer"
done < <(grep -E '^    (proved|refuted|unknown) ' "$page")
printf '%s: %s questions, %s answered otherwise\n' "$page" "$asked" "$wrong"
[ "$asked" -gt 0 ] && [ "$wrong" -eq 0 ]
