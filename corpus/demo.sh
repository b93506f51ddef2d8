#!/usr/bin/env bash
# Proviso from nothing: installs the packages, builds, reads the reports of corpus/ into a store, answers
# two searches with their sources and draws where one answer stands.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

app/install-packages.sh

options=()
if command -v ccache >/dev/null; then
  options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi
cmake --preset release "${options[@]}" >/dev/null
cmake --build --preset release

proviso=build/release/proviso
export PROVISO_DB=build/corpus.db
say() { printf '\n$ proviso %s\n' "$*"; }
run() {
  say "$@"
  "$proviso" "$@"
}

run ingest corpus
run search 'entry bans' --kind figure --limit 3
run search 'торговля людьми' --kind article --limit 3

# The first English answer, on its page.
id="$("$proviso" search 'entry bans' --kind figure --limit 1 --json | grep -o -m 1 '"id": *"[far]-[0-9a-f]*"' | head -n 1 | cut -d '"' -f 4)"
run trace "$id" -o build/trace.png
printf '\nThe page with the words marked: %s\n' "$PWD/build/trace.png"
