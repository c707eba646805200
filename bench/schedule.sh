#!/bin/sh
# Measures scheduling with trials that do nothing, on real processes and a real PostgreSQL. Needs a build (mvn package -DskipTests).
# usage: bench/schedule.sh [one|two|busy|near|apart] [slots per node] [trials]
#   busy: trials that sleep for 2 s on one node, and how much of the slots' time they had (busy 8 160)
#   near, apart: how long one trial waits for a slot that is idle, on the node that makes it or on another (near 1 100)
#   no-op trials through the whole path, on one node or on two: trials/s, and how long a trial waited from its creation to its start
set -eu
cd "$(dirname "$0")/.."
exec java -Xmx512m -Ddrill.target=server/target -Ddrill.slots="${2:-4}" -Ddrill.trials="${3:-2000}" \
  -cp "server/target/test-classes:server/target/cairn.jar:server/target/lib/*" dev.cairn.server.drill.ScheduleBench "${1:-one}"
