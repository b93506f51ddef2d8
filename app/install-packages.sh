#!/usr/bin/env bash
# Installs what Proviso needs on Debian 12, to build it, run it and test it. Does nothing when all is there.
# Usage: app/install-packages.sh [tidy]; `tidy` adds what tests/tidy.sh needs.
set -euo pipefail

packages=(
  # compiler and build
  build-essential cmake ninja-build pkg-config
  # reading PDFs: Poppler with its internal headers, its CJK and Cyrillic maps, fonts for those not embedded
  libpoppler-dev libpoppler-private-dev poppler-data libdeflate-dev fontconfig fonts-liberation2 fonts-dejavu-core
  # pages without a usable text layer: OCR for English, Russian, Ukrainian
  libtesseract-dev libleptonica-dev tesseract-ocr-eng tesseract-ocr-rus tesseract-ocr-ukr
  # page pictures, hashes
  libpng-dev libssl-dev
  # language: normal forms and sentences, matching, rule files, language of a text
  libicu-dev libre2-dev libyaml-cpp-dev libfmt-dev libcld2-dev
  # the store: database, word stems
  libsqlite3-dev libstemmer-dev
  # the command line, JSON, workbooks, the sandbox of the workers
  libcli11-dev nlohmann-json3-dev libxlsxwriter-dev libseccomp-dev
  # tests: GoogleTest; a look into workbooks; pdftotext to compare with; python3 for the proofs
  libgtest-dev libgmock-dev zlib1g-dev poppler-utils python3
)
if [[ "${1:-}" == tidy ]]; then
  packages+=(clang-tidy)
fi

missing=()
for package in "${packages[@]}"; do
  [[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  exit 0
fi

as_root=()
if ((EUID != 0)); then
  as_root=(sudo)
fi
echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q
"${as_root[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}"
