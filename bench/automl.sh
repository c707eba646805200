#!/bin/sh
# Runs `model: auto` under a wall-clock budget on a folder of splits, through a server of its own, and appends its scores to a CSV.
# usage: bench/automl.sh SPLITS BUDGET_SECONDS OUT.csv [DATASET…]       SEEDS=1,2,3 for several seeds; CORES=0,1 for the cores to run on
#   SPLITS holds manifest.json (dataset, task, target), <dataset>/train.csv and <dataset>/test.csv; test.csv is read only to score.
#   The time counts from the request for the study to the model that answers. Needs a build (mvn package -DskipTests) and Node.js.
# The rival in turn, with the runner of those splits (see its README):
#   taskset -c 0,1 python3 h2o_run.py SPLITS DATASET BUDGET_SECONDS OUT.csv SEED
set -eu
exec taskset -c "${CORES:-0,1}" node "$(dirname "$0")/automl.mjs" "$@"
