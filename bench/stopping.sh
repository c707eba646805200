#!/bin/sh
# Scores stopping rules in virtual time on the learning curves of a search-bench folder, beside the anchors found there.
#
#   bench/stopping.sh FOLDER SEEDS projections [TRIALS]      what models are told of stopped trials, beside how these would have ended
#   bench/stopping.sh FOLDER [SEEDS [lcbench|taskset [SAMPLER+RULE…]]]     e.g. bench/stopping.sh ../search-bench 20 lcbench auto+auto tpe+asha
#
# Regret relative to random search without stopping after 1 to 50 full trainings' worth of epochs, four workers. On taskset the search is a
# shuffle of measured configurations, so that only the rule is scored. Needs nothing but a JDK and a build (./cairn --help makes one).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=${1:?which search-bench folder?}
seeds=${2:-20}
group=${3:-both}
[ $# -lt 3 ] && shift $# || shift 3
search=$here/search/target/classes
classes=$here/bench/target/classes
[ -d "$search" ] || { echo "stopping.sh: no build found; ./cairn --help makes one" >&2; exit 5; }

mkdir -p "$classes"
javac -nowarn -d "$classes" -cp "$search" "$here"/bench/tasks/*.java "$here"/bench/stopping/*.java 2>&1 |
  grep -v -e 'jspecify' -e 'warning' -e '^ ' || true
bench() {
  java -XX:+UseSerialGC -Xmx1g -cp "$classes:$search" dev.cairn.bench.Stopping "$folder" "$@"
}

case $group in
  projections)
    exec java -XX:+UseSerialGC -Xmx1g -cp "$classes:$search" dev.cairn.bench.Projections "$folder" "$seeds" "${1:-120}"
    ;;
  both)
    bench taskset "$seeds" random+none random+auto random+asha random+ashaPromotion random+hyperband random+median
    bench lcbench "$seeds" auto+none random+auto auto+auto auto+asha tpe+none tpe+auto
    ;;
  *) bench "$group" "$seeds" "$@" ;;
esac
