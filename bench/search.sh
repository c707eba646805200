#!/bin/sh
# Scores Cairn's default sampler on the tasks of a search-bench folder beside the anchors found there, and prints what a suggestion costs.
#
#   bench/search.sh FOLDER [GROUP [SEEDS [TRIALS [OPTIONS]]]]     e.g. bench/search.sh ../search-bench dev 0:10 200 --parallel 8
#
# GROUP: dev, its halves flat and conditional, synth, or both (dev and synth; the default). OPTIONS are those of bench/tasks/Driver.java:
# --sampler tpe, --parallel 8, --noise 10%, --threads 2, --tasks a,b, --out FILE (kept, and added to).
# Needs nothing but a JDK and a build (./cairn --help makes one). The tasks run in this process; DRIVE=python uses the folder's own
# drive.py through `cairn asktell` instead (Python with numpy; PYTHON=…), whose options then apply.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=${1:?which search-bench folder?}
group=${2:-both}
seeds=${3:-0:10}
trials=${4:-200}
[ $# -lt 4 ] && shift $# || shift 4
search=$here/search/target/classes
classes=$here/bench/target/classes
[ -d "$search" ] || { echo "search.sh: no build found; ./cairn --help makes one" >&2; exit 5; }
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
ours=$temporary/ours.csv
for option; do
  [ "${before:-}" = --out ] && ours=$option
  before=$option
done

mkdir -p "$classes"
javac -nowarn -d "$classes" -cp "$search" "$here"/bench/tasks/*.java 2>&1 | grep -v -e 'jspecify' -e 'warning' -e '^ ' || true
bench() {
  main=$1
  shift
  java -XX:+UseSerialGC -Xmx1g -cp "$classes:$search" "dev.cairn.bench.$main" "$@"
}

bench Golden "$folder"
if [ -z "${SKIP_OVERHEAD:-}" ]; then
  printf '\nProcessor time per ask and tell, mixed space of 10 parameters\n'
  bench Overhead random tpe auto auto+stops
fi

if [ "${DRIVE:-java}" = python ]; then
  "${PYTHON:-python3}" "$folder/drive.py" --label cairn --group "$group" --seeds "$seeds" --n "$trials" --out "$ours" "$@" \
    --engine "cli:java -XX:+UseSerialGC -cp '$here/server/target/cairn.jar:$here/server/target/lib/*' dev.cairn.server.cli.AskTell"
else
  bench Driver "$folder" --group "$group" --seeds "$seeds" --n "$trials" --out "$ours" "$@"
fi

printf '\nQuality: 0 is random search, 1 the best known; mean [90 %% interval] tasks x seeds\n'
bench Score "$folder" "$folder/q_dev.csv" "$folder/q_synth.csv" "$folder/q_gp.csv" "$ours"
