#!/usr/bin/env bash
# Makes a virtual environment of Python with what a file of requirements names from PyPI, unless the folder holds it already.
#
#   scripts/venv.sh FOLDER REQUIREMENTS
set -euo pipefail
folder=$1 requirements=$2
if ! cmp -s "$requirements" "$folder/requirements.txt"; then
    rm -rf "$folder"
    python3 -m venv "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
    cp "$requirements" "$folder/requirements.txt"
fi
