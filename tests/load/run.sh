#!/usr/bin/env bash
# Load and faults: 20,000 questions at 500/s over a fake Discord that drops connections and refuses answers, to sayswho and
# to a discord.py bot with rapidfuzz, one after the other. Prints p50, p99 and memory of both, side by side. No more than 500
# wait for an answer at a time: where the machine (or the bot) is too slow for the rate, it is less, and printed. The peer is
# put a tenth of them, and then 90 at 3/s, which it can follow on a machine that does much else.
#
#   tests/load/run.sh [arguments for cargo test, such as --release]
#
# SAYSWHO_LOAD_COUNT, SAYSWHO_LOAD_RATE   how many questions, and how many a second [20000, 500]
# SAYSWHO_LOAD_SEED                       the faults' seed [1]
# SAYSWHO_LOAD_VENV                       where the peer's virtual environment is kept [target/load-venv]
# SAYSWHO_LOAD_PEER                       0: without the peer
#
# Needs Python 3.9 or newer for the peer; takes what tests/peers/requirements.txt names from PyPI.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "${SAYSWHO_LOAD_PEER:-1}" != 0 ]; then
    venv=${SAYSWHO_LOAD_VENV:-${CARGO_TARGET_DIR:-target}/load-venv}
    scripts/venv.sh "$venv" tests/peers/requirements.txt
    SAYSWHO_LOAD_PYTHON=$(cd "$venv/bin" && pwd)/python
    export SAYSWHO_LOAD_PYTHON
fi
exec cargo test "$@" --test suite -- --ignored --exact --nocapture discord_wire::load::under_load_and_faults
