#!/bin/sh
# Takes a made-up CSV in as an upload would be (read, checked, judged, profiled, stored, rows sealed) and prints time and peak memory.
#
#   bench/ingest.sh [ROWS [COLUMNS]]
#
# Needs a build (./cairn --help makes one).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
classes="${CAIRN_CLASSES:-$here/server/target/cairn.jar:$here/server/target/lib/*}"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
javac -d "$out/classes" -cp "$classes" "$here/bench/Ingest.java"
java -Xmx256m -cp "$out/classes:$classes" Ingest "$out" "${1:-500000}" "${2:-30}"
