#!/bin/sh
# What a warm start gains from a related study and loses by an unrelated one, on the tasks of a search-bench folder:
#
#   bench/transfer.sh FOLDER [OPTIONS]          e.g. bench/transfer.sh ../search-bench --seeds 0:20 --n 50
#
# OPTIONS are those of bench/tasks/Transfer.java: --seeds 0:10, --n 50, --hints 5, --origins 1, --tasks a,b, --sampler auto, --outlines yes.
# Needs nothing but a JDK and a build (./cairn --help makes one).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=${1:?which search-bench folder?}
shift
search=$here/search/target/classes
classes=$here/bench/target/classes
[ -d "$search" ] || { echo "transfer.sh: no build found; ./cairn --help makes one" >&2; exit 5; }
mkdir -p "$classes"
javac -nowarn -d "$classes" -cp "$search" "$here"/bench/tasks/*.java 2>&1 | grep -v -e 'jspecify' -e 'warning' -e '^ ' || true
exec java -XX:+UseSerialGC -Xmx1g -cp "$classes:$search" dev.cairn.bench.Transfer "$folder" "$@"
