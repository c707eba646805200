#!/bin/sh
# Boosts through Cairn's trainers and through XGBoost and LightGBM called directly, in turn, and prints the ratio of their best times.
#
#   bench/boosting.sh [ROWS [COLUMNS [ROUNDS [THREADS [REPEATS]]]]]
#
# Needs a build (./cairn --help makes one).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
classes="${CAIRN_CLASSES:-$here/server/target/cairn.jar:$here/server/target/lib/*}"
OMP_WAIT_POLICY=PASSIVE exec java -Xmx512m -XX:+UseSerialGC -cp "$classes" "$here/bench/Boosting.java" \
  "${1:-200000}" "${2:-30}" "${3:-100}" "${4:-2}" "${5:-5}"
