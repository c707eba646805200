#!/bin/sh
# Grows forests and extra-trees with Cairn and with scikit-learn on the same made-up table, one thread each, and prints CPU seconds per tree and scores.
#
#   bench/forest.sh [ROWS [COLUMNS [TREES]]]
#
# Needs a build (./cairn --help makes one) and a Python with scikit-learn (PYTHON=…).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
rows=${1:-20000}
columns=${2:-30}
trees=${3:-100}
python=${PYTHON:-/usr/bin/python3}
classes="${CAIRN_CLASSES:-$here/server/target/cairn.jar:$here/server/target/lib/*}"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
javac -d "$out/classes" -cp "$classes" "$here/bench/Forest.java"

for kinds in 2 5 0; do
  printf '%s rows x %s columns, %s classes (0: a number)\n' "$rows" "$columns" "$kinds"
  for trainer in forest extraTrees; do
    "$python" "$here/bench/forest.py" "$out/table" "$rows" "$columns" "$kinds" "$trainer" "$trees"
    java -Xmx256m -XX:+UseSerialGC -cp "$out/classes:$classes" Forest "$out/table" "$rows" "$columns" "$kinds" "$trainer" "$trees" 1
  done
done
