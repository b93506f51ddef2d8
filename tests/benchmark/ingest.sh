#!/usr/bin/env bash
# What reading and finding costs, in one run:
#   - CPU time of `proviso read`, which reads and writes the blocks, over that of `pdftotext`, file by file;
#   - CPU time of language and finding by themselves, over that of `pdftotext` (see finding.cpp);
#   - CPU time of `proviso ingest --jobs 1 --ocr never` (workers included) over that of `pdftotext`;
#   - wall time of `proviso ingest` at two jobs over that at one.
# Each round measures all of them one after the other, so that a busy machine hits them alike; the medians of
# the rounds' ratios are printed.
#
# Usage: tests/benchmark/ingest.sh [-n ROUNDS] [-p PROVISO] [PDF|FOLDER]...
# Without paths: ../shared/reports-real if it is there, else corpus/.
set -euo pipefail
top="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
rounds=5
proviso="$top/build/release/proviso"
while getopts 'n:p:' option; do
  case "$option" in
    n) rounds="$OPTARG" ;;
    p) proviso="$OPTARG" ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))

paths=("$@")
if ((${#paths[@]} == 0)); then
  if [[ -d "$top/../shared/reports-real" ]]; then
    paths=("$top/../shared/reports-real")
  else
    paths=("$top/corpus")
  fi
fi
[[ -x "$proviso" ]] || { echo "no program at $proviso: build it first (cmake --preset release && cmake --build --preset release)" >&2; exit 2; }
finding_cost="$(dirname "$proviso")/tests/finding_cost"
[[ -x "$finding_cost" ]] || { echo "no $finding_cost: build all targets" >&2; exit 2; }
command -v pdftotext >/dev/null || { echo "no pdftotext: install poppler-utils" >&2; exit 2; }
mapfile -d '' -t pdfs < <(find "${paths[@]}" -type f -name '*.pdf' -print0 | sort -z)
((${#pdfs[@]} > 0)) || { echo "no PDF in ${paths[*]}" >&2; exit 2; }

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# cost COMMAND...: sets `cpu` (user + system, all waited-for children included) and `wall`, in seconds.
# Exit status 1 of the command is fine: it means that some file had something to look at.
TIMEFORMAT='%R %U %S'
cost() {
  local line status=0
  line="$({ time "$@" >"$scratch/out" 2>"$scratch/err"; } 2>&1)" || status=$?
  if ((status > 1)); then
    echo "failed with status $status: $*" >&2
    tail -n 5 "$scratch/err" >&2
    exit 1
  fi
  wall="$(awk '{ print $1 }' <<<"$line")"
  cpu="$(awk '{ print $2 + $3 }' <<<"$line")"
}

all_pdftotext() {
  local pdf
  for pdf in "${pdfs[@]}"; do pdftotext "$pdf" "$scratch/text" || true; done
}
ingest() {
  rm -f "$scratch"/store.db*
  "$proviso" ingest --quiet --db "$scratch/store.db" --jobs "$1" --ocr never "${pdfs[@]}"
}
read_all() {
  local pdf
  for pdf in "${pdfs[@]}"; do "$proviso" read --ocr never "$pdf" >"$scratch/text" || (($? == 1)); done
}
finding_seconds() { "$finding_cost" -n 1 "${pdfs[@]}" | awk 'END { print $4 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f\n", a / b }'; }
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

echo "${#pdfs[@]} PDFs, $rounds rounds, $(nproc) processors"
cost all_pdftotext # reads the files into the cache; not counted
for ((round = 1; round <= rounds; ++round)); do
  cost all_pdftotext
  text_cpu="$cpu"
  cost read_all
  read_cpu="$cpu"
  find_cpu="$(finding_seconds)"
  cost ingest 1
  one_cpu="$cpu" one_wall="$wall"
  cost ingest 2
  two_wall="$wall"
  ratio "$read_cpu" "$text_cpu" >>"$scratch/read_ratios"
  ratio "$find_cpu" "$text_cpu" >>"$scratch/find_ratios"
  ratio "$one_cpu" "$text_cpu" >>"$scratch/cpu_ratios"
  ratio "$two_wall" "$one_wall" >>"$scratch/wall_ratios"
  printf 'round %d: pdftotext %.2f s CPU; reading %.2f s; finding %.2f s; ingest one job %.2f s CPU, %.2f s wall; two jobs %.2f s wall\n' \
    "$round" "$text_cpu" "$read_cpu" "$find_cpu" "$one_cpu" "$one_wall" "$two_wall"
done
printf 'CPU, reading over pdftotext:             %s (median)\n' "$(median "$scratch/read_ratios")"
printf 'CPU, finding over pdftotext:             %s (median)\n' "$(median "$scratch/find_ratios")"
printf 'CPU, ingest at one job over pdftotext:   %s (median)\n' "$(median "$scratch/cpu_ratios")"
printf 'wall, ingest at two jobs over one job:   %s (median)\n' "$(median "$scratch/wall_ratios")"
