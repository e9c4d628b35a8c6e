#!/usr/bin/env bash
# sayswho beside a maubot with rapidfuzz, on one homeserver: answer times, memory, commands lost while offline. Takes about
# three minutes; figures mean something on a machine that does nothing else, and of a release build.
#
#   SAYSWHO_BIN=target/release/sayswho tests/e2e/matrix/compare.sh [--questions 200] [--offline 60] [--seed 1]
#
# SAYSWHO_BIN              the program; without it, cargo builds one for development
# SAYSWHO_E2E_MATRIX_VENV  where the environment of the end-to-end tests is kept [target/matrix-venv]
# SAYSWHO_PEER_VENV        where maubot's is kept [target/maubot]
#
# Needs Python 3.11 or newer; takes what requirements.txt and tests/peers/maubot/requirements.txt name from PyPI. Starts
# nothing that outlives it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

if [ -z "${SAYSWHO_BIN:-}" ]; then
    (cd "$root" && cargo build --quiet --features matrix)
    SAYSWHO_BIN=$target/debug/sayswho
fi
SAYSWHO_BIN=$(realpath "$SAYSWHO_BIN")
export SAYSWHO_BIN

venv=${SAYSWHO_E2E_MATRIX_VENV:-$target/matrix-venv}
peer=${SAYSWHO_PEER_VENV:-$target/maubot}
"$root/scripts/venv.sh" "$venv" "$here/requirements.txt"
"$root/scripts/venv.sh" "$peer" "$root/tests/peers/maubot/requirements.txt"

cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT
SAYSWHO_PEER_PYTHON=$(cd "$peer/bin" && pwd)/python
export SAYSWHO_PEER_PYTHON SAYSWHO_E2E_CACHE=$cache PYTHONDONTWRITEBYTECODE=1
"$venv/bin/python" "$here/compare.py" "$@"
