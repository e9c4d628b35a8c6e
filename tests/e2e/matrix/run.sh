#!/usr/bin/env bash
# The end-to-end tests of sayswho on Matrix: the program on a real homeserver (Synapse, on loopback), read by clients that
# share no code with it (matrix-nio, matrix-js-sdk).
#
#   tests/e2e/matrix/run.sh [arguments for pytest]
#
# SAYSWHO_BIN              the program to test, built with --features matrix; without it, cargo builds one
# SAYSWHO_E2E_MATRIX_VENV  where the virtual environment is kept [default: target/matrix-venv]
# SAYSWHO_E2E_JS           where the JavaScript client is kept [default: target/matrix-js]
#
# Needs Python 3.11 or newer and npm; takes what requirements.txt and js/package-lock.json name from PyPI and npm. Starts
# nothing that outlives it.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../../.. && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

if [ -z "${SAYSWHO_BIN:-}" ]; then
    (cd "$root" && cargo build --quiet --features matrix)
    SAYSWHO_BIN=$target/debug/sayswho
fi
export SAYSWHO_BIN

venv=${SAYSWHO_E2E_MATRIX_VENV:-$target/matrix-venv}
"$root/scripts/venv.sh" "$venv" requirements.txt

export SAYSWHO_E2E_JS=${SAYSWHO_E2E_JS:-$target/matrix-js}
js/install.sh "$SAYSWHO_E2E_JS"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/cache"
SAYSWHO_E2E_CACHE=$scratch/cache PYTHONDONTWRITEBYTECODE=1 \
    "$venv/bin/python" -m pytest -q --basetemp "$scratch/tests" "$@"
