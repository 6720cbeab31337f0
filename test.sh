#!/usr/bin/env bash
# Passes every test: formatting, lints, tests, documentation, the validators of data, a real browser, and the base itself.
#
# Installs what is missing with apt (as root, or through sudo): Chromium and Chinese fonts, Node.js with npm, Java
# for the checker of HTML, Python's venv.
set -euo pipefail
cd "$(dirname "$0")"

step() { printf '\n== %s\n' "$1"; }

install_missing() {
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium fonts-noto-cjk)
    command -v npm >/dev/null || missing+=(nodejs npm)
    command -v java >/dev/null || missing+=(default-jre-headless)
    python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
    [ ${#missing[@]} -eq 0 ] && return
    local root=()
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "${missing[@]}"
}

step 'What the tests need'
install_missing

# Without scripts of packages: one would fetch a Java of its own.
npm ci --prefix tests/browser --ignore-scripts --silent --no-audit --no-fund
# What the tests in a browser need is here; one that finds it missing fails instead of passing unrun.
export ZHIKU_BROWSER=required

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
