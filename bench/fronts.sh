#!/bin/sh
# Hypervolume of the fronts that samplers find on known problems with several objectives, as part of the true front's.
#
#   bench/fronts.sh [SEEDS [TRIALS [SAMPLER…]]]     e.g. bench/fronts.sh 5 100 random nsga2 tpe auto
#
# Needs nothing but a JDK and a build (./cairn --help makes one).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
seeds=${1:-5}
trials=${2:-100}
[ $# -lt 2 ] && shift $# || shift 2
[ $# -gt 0 ] || set -- random nsga2 tpe evolution auto
search=$here/search/target/classes
classes=$here/bench/target/fronts
[ -d "$search" ] || { echo "fronts.sh: no build found; ./cairn --help makes one" >&2; exit 5; }
mkdir -p "$classes"
javac -nowarn -d "$classes" -cp "$search" "$here/bench/tasks/Fronts.java" 2>&1 | grep -v -e 'jspecify' -e 'warning' -e '^ ' || true
exec java -XX:+UseSerialGC -cp "$classes:$search" dev.cairn.bench.Fronts "$seeds" "$trials" "$@"
