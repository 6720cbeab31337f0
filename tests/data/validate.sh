#!/usr/bin/env bash
# Holds the data of built sites to the validators that others use.
#
# Takes folders of built sites; without any, those that `cargo test --test data` lays out under target/tmp/data. Installs
# the validators into target/validators, once for each change of requirements.txt.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../../target}
venv=$target/validators
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$venv/requirements.txt"
fi
[ $# -gt 0 ] || set -- "$target"/tmp/data/*/
exec "$venv/bin/python" "$here/validate.py" "$@"
