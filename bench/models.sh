#!/bin/sh
# Counts how many models `model: auto` cross-validates in a minute, and times the first one, through the real product on made-up tables.
#
#   bench/models.sh [ROWSxCOLUMNS…]      default: 1000x20 and 40000x14; CORES=0,1 for the cores to run on; SECONDS_EACH=60; SPEC='…' for more lines
#                                        of the specification, for instance SPEC='validate: {folds: 5}'
#
#   A third of the columns are labels. A model counts when all its folds have been scored: those that were stopped early do not. The first one is timed from the
#   end of the upload, the request for the study included. Goals: 100 at 1000x20, 15 at 40000x14, 3 s. Needs a build and Node.js.
set -eu
exec taskset -c "${CORES:-0,1}" node "$(dirname "$0")/models.mjs" "$@"
