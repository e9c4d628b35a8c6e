#!/usr/bin/env bash
# The end-to-end tests of sayswho on Discord: the program against simcord's model of Discord, served on loopback.
#
#   tests/e2e/discord/run.sh [arguments for pytest]
#
# SAYSWHO_BIN         the program to test; without it, cargo builds one
# SAYSWHO_E2E_VENV    where the virtual environment is kept [default: target/e2e-venv]
# SAYSWHO_E2E_RECORD  a file to which all messages that the bot sends are added, one line of JSON for each test
#
# Needs Python 3.11 or newer; takes what requirements.txt names from PyPI. Starts nothing that outlives it.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../../.. && pwd)

if [ -z "${SAYSWHO_BIN:-}" ]; then
    (cd "$root" && cargo build --quiet)
    SAYSWHO_BIN=${CARGO_TARGET_DIR:-$root/target}/debug/sayswho
fi
export SAYSWHO_BIN

venv=${SAYSWHO_E2E_VENV:-${CARGO_TARGET_DIR:-$root/target}/e2e-venv}
"$root/scripts/venv.sh" "$venv" requirements.txt

cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT
SAYSWHO_E2E_CACHE=$cache PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" -m pytest -q "$@"
