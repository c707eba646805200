#!/bin/sh
# Measures how soon trials end when they are to, on real processes and a real PostgreSQL, for each trainer on a table of 20,000 rows and 10 columns:
# how far a wall-clock budget is passed, and how long a pause and a cancel take. Needs a build (mvn package -DskipTests).
# usage: bench/reaction.sh [times per trainer and kind] [trainer…]
set -eu
cd "$(dirname "$0")/.."
exec java -Xmx512m -Ddrill.target=server/target \
  -cp "server/target/test-classes:server/target/cairn.jar:server/target/lib/*" dev.cairn.server.drill.ReactionBench "$@"
