#!/bin/sh
# Measures scheduling with trials that do nothing, on real processes and a real PostgreSQL. Needs a build (mvn package -DskipTests).
# usage: bench/schedule.sh [one|two] [slots per node] [trials]
#   no-op trials through the whole path, on one node or on two: trials/s, and how long a trial waited from its creation to its start
set -eu
cd "$(dirname "$0")/.."
exec java -Xmx512m -Ddrill.target=server/target -Ddrill.slots="${2:-4}" -Ddrill.trials="${3:-2000}" \
  -cp "server/target/test-classes:server/target/cairn.jar:server/target/lib/*" dev.cairn.server.drill.ScheduleBench "${1:-one}"
