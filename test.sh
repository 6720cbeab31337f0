#!/usr/bin/env bash
# Passes every test: formatting, lints, tests, documentation, the validators of data, a real browser, and the base itself.
#
# Installs what is missing with apt (as root, or through sudo): Chromium and Chinese fonts, Node.js with npm, Python's venv.
set -euo pipefail
cd "$(dirname "$0")"

step() { printf '\n== %s\n' "$1"; }

install_missing() {
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium fonts-noto-cjk)
    command -v npm >/dev/null || missing+=(nodejs npm)
    python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
    [ ${#missing[@]} -eq 0 ] && return
    local root=()
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "${missing[@]}"
}

step 'What the tests need'
install_missing

npm ci --prefix tests/browser --silent --no-audit --no-fund

step 'Format'
cargo fmt --check

step 'Lints'
cargo clippy --quiet --all-targets -- --deny warnings

step 'Tests'
cargo test --quiet

step 'Documentation'
RUSTDOCFLAGS='--deny warnings' cargo doc --quiet --no-deps --document-private-items

step 'The data, by the validators that others use'
tests/data/validate.sh

step 'The base'
cargo run --quiet -- check --deny all

step 'All passed'
