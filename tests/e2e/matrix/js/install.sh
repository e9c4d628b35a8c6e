#!/usr/bin/env bash
# Puts the client of these tests into a folder, with what package-lock.json names from npm: matrix-js-sdk, and the Node that
# it needs (on Linux; elsewhere a Node of version 22 or newer must be there). Needs npm.
#
#   tests/e2e/matrix/js/install.sh FOLDER
set -euo pipefail
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
if ! cmp -s "$here/package-lock.json" "$folder/installed.json"; then
    cp "$here/package.json" "$here/package-lock.json" "$folder/"
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --silent --engine-strict=false)
    cp "$here/package-lock.json" "$folder/installed.json"
fi
cp "$here/client.mjs" "$folder/"
