#!/bin/sh
# Runs `model: auto` through the real product on awkward tables, each on a server of its own, and prints one line per run; ends with 1 when one is not ok.
#
#   bench/robust.sh BUDGET_SECONDS [CASE…]       CORES=0,1 for the cores to run on; SPEC='…' for more lines of the specification
#
#   CASE is pairs (classes of two rows), wide (1,300 columns), hollow (constant and all-missing columns), levels (three columns of 20,000 levels), large (500,000 rows
#   x 30 columns), or a CSV file whose last column is the target, as FILE or FILE:TARGET. Without a case: all five that are made up.
#   ok means: the study completed, no trial ran into an error of code or data, a model answered for new rows, the study took no longer than the budget and a second,
#   and no trial process held more than its memory cap. Needs a build (mvn package -DskipTests) and Node.js.
set -eu
exec taskset -c "${CORES:-0,1}" node "$(dirname "$0")/robust.mjs" "$@"
