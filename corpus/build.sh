#!/usr/bin/env bash
# Makes the PDFs of corpus/ and their expected findings from corpus/source. Needed only when a report is
# changed: both are kept with the sources. Wants xelatex, lualatex, weasyprint, python3 and pdftotext
# (Debian: texlive-xetex texlive-luatex texlive-latex-extra texlive-lang-cyrillic fonts-linuxlibertine
# fonts-paratype fonts-dejavu-core weasyprint poppler-utils).
# Usage: corpus/build.sh [NAME]...
set -euo pipefail
shopt -s nullglob
cd "$(dirname "${BASH_SOURCE[0]}")"
export SOURCE_DATE_EPOCH=1735689600 FORCE_SOURCE_DATE=1 # 2025-01-01: the same bytes every time
scratch=../build/typeset # always the same, for its name goes into the PDFs' identifiers
rm -rf "$scratch"
mkdir -p "$scratch"

names=("$@")
if ((${#names[@]} == 0)); then
  for source in source/*.tex source/*.html; do
    name="$(basename "$source")"
    names+=("${name%.*}")
  done
fi

for name in "${names[@]}"; do
  if [[ -f "source/$name.tex" ]]; then
    engine="$(sed -n '1s/^% *engine: *//p' "source/$name.tex")"
    for _ in 1 2 3; do # contents, references and the columns of long tables settle
      if ! TEXINPUTS="source:" "$engine" -interaction=nonstopmode -halt-on-error \
        -output-directory "$scratch" "source/$name.tex" >"$scratch/$name.out"; then
        grep -A 5 '^!' "$scratch/$name.out" >&2
        exit 1
      fi
    done
    cp "$scratch/$name.pdf" "$name.pdf"
    ./expected.py "source/$name.tex" "$name.pdf" "$scratch/$name.marks" >"expected/$name.jsonl"
  else
    ./expected.py "source/$name.html" "$name.pdf" >"expected/$name.jsonl"
  fi
  printf '%s: %s pages, %s bytes, %s expected findings\n' "$name" \
    "$(pdfinfo "$name.pdf" | awk '/^Pages/ { print $2 }')" "$(stat -c %s "$name.pdf")" "$(wc -l <"expected/$name.jsonl")"
done
