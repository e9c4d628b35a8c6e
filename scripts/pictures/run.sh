#!/usr/bin/env bash
# Pictures of sayswho's replies as Discord shows them: asks the program itself, and draws what it sends.
#
#   scripts/pictures/run.sh [folder for the pictures, default: target/pictures]
#
# SAYSWHO_BIN  the program to ask; without it, cargo builds one
#
# Needs Python 3.11, Node and Chromium (on Debian: apt-get install npm chromium fonts-noto-core). Takes
# @skyra/discord-components-core from npm, as package-lock.json says, and what tests/e2e/discord/requirements.txt names
# from PyPI; both are kept in target/. docs/pictures/ holds two of the pictures: ask.png and verify.png.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
out=${1:-$target/pictures}

if [ -z "${SAYSWHO_BIN:-}" ]; then
    (cd "$root" && cargo build --quiet)
    SAYSWHO_BIN=$target/debug/sayswho
fi
export SAYSWHO_BIN

modules=$target/pictures-npm
if ! cmp -s package-lock.json "$modules/package-lock.json"; then
    mkdir -p "$modules"
    cp package.json "$modules/"
    cp package-lock.json "$modules/lock"
    (cd "$modules" && mv lock package-lock.json && npm ci --ignore-scripts --no-audit --no-fund --silent)
fi

venv=${SAYSWHO_E2E_VENV:-$target/e2e-venv}
requirements=$root/tests/e2e/discord/requirements.txt
"$root/scripts/venv.sh" "$venv" "$requirements"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SAYSWHO_E2E_CACHE=$work/cache PYTHONDONTWRITEBYTECODE=1
"$venv/bin/python" record.py "$work" > "$work/scenes.json"
mkdir -p "$out"
"$venv/bin/python" render.py "$work/scenes.json" "$modules/node_modules" "$out"
