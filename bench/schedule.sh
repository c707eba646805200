#!/bin/sh
# Measures scheduling with trials that do nothing, on real processes and a real PostgreSQL. Needs a build (mvn package -DskipTests).
# usage: bench/schedule.sh [one|two|latency|busy|long] [slots] [trials]
#   one, two   no-op trials through the whole path, on one and on two nodes: trials/s
#   latency    from a trial's creation to its start, on the same node and on another
#   busy       share of the time that 8 slots of 2-second trials are busy
#   long       50,000 trials in one database: leaderboard page, and the server's heap
set -eu
cd "$(dirname "$0")/.."
exec java -Xmx512m -Ddrill.target=server/target -Ddrill.slots="${2:-4}" -Ddrill.trials="${3:-2000}" \
  -cp "server/target/test-classes:server/target/cairn.jar:server/target/lib/*" dev.cairn.server.drill.ScheduleBench "${1:-one}"
