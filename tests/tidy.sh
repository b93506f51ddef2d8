#!/usr/bin/env bash
# Runs clang-tidy with the checks of .clang-tidy over the rooms; any finding is an error.
# Usage: tests/tidy.sh [PATH...]   e.g. tests/tidy.sh store nlp/figures/times.cpp; without PATH every room.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

app/install-packages.sh tidy
cmake --preset release >/dev/null  # for build/release/compile_commands.json

paths=("$@")
if ((${#paths[@]} == 0)); then
  paths=(extract nlp store app)
fi
run-clang-tidy -quiet -p build/release -j "$(nproc)" "${paths[@]/#/^$PWD/}"
