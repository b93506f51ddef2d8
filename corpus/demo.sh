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
cmake --build --preset release --target proviso

proviso=build/release/proviso
export PROVISO_DB=build/corpus.db
rm -f build/corpus.db build/corpus.db-wal build/corpus.db-shm  # a new store each time
run() {
  printf '\n$ proviso %s\n' "${*@Q}"
  "$proviso" "$@"
}

run ingest corpus
english='citizens of Kyrgyzstan barred from entering'
run search "$english" --kind figure --limit 2
run search 'торговля людьми' --kind article --limit 2

# The first English answer: all that is known of it, and its page.
id="$("$proviso" search "$english" --kind figure --limit 1 --json | grep -o '"id": *"[far]-[0-9a-f]*"' | head -n 1 | cut -d '"' -f 4)"
run show "$id"
run trace "$id" -o build/trace.png
printf '\nThe page with the words marked: %s\n' "$PWD/build/trace.png"
