#!/bin/sh
# Scores Cairn's default sampler on the tasks of a search-bench folder beside the anchors found there, and prints what a suggestion costs.
#
#   bench/search.sh FOLDER [GROUP [SEEDS [TRIALS [drive.py options]]]]     e.g. bench/search.sh ../search-bench dev 0:10 200 --parallel 8
#
# Needs a build (./cairn --help makes one) and a Python with numpy (PYTHON=…).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=${1:?which search-bench folder?}
group=${2:-dev}
seeds=${3:-0:10}
trials=${4:-200}
[ $# -lt 4 ] && shift $# || shift 4
python=${PYTHON:-python3}
classes="$here/server/target/cairn.jar:$here/server/target/lib/*"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

printf 'Processor time per ask and tell\n'
java -XX:+UseSerialGC -cp "$classes" "$here/bench/Overhead.java" random tpe auto

"$python" "$folder/drive.py" --engine "cli:java -XX:+UseSerialGC -cp '$classes' dev.cairn.server.cli.AskTell" \
  --label cairn --group "$group" --seeds "$seeds" --n "$trials" --out "$out/ours.csv" "$@"

printf '\nQuality: 0 is random search, 1 the best known\n'
case $group in
  synth) "$python" "$folder/score.py" "$folder/best_synth.json" "$folder/q_synth.csv" "$out/ours.csv" ;;
  *) "$python" "$folder/score.py" "$folder/best_dev.json" "$folder/q_dev.csv" "$folder/q_gp.csv" "$out/ours.csv" ;;
esac
