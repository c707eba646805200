#!/bin/sh
# Combines models on small tables and scores each way on rows that nobody saw.
#
#   bench/blending.sh keep OUT TABLE.csv class|number METRIC ROWS SEED    cross-validates the portfolio on ROWS rows of a table whose target comes last
#   bench/blending.sh judge SEEDS OUT…                                    alone or greedy, alone or stacked, auto
#   bench/blending.sh distil OUT…                                         an ensemble of at most five, what it taught, and the best alone
#
# Needs a build (./cairn --help makes one).
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
classes="${CAIRN_CLASSES:-$here/server/target/cairn.jar:$here/server/target/lib/*}"
trainers=linear,kernelRidge,xgboost,extraTrees,svm,lightgbm,forest,knn,naiveBayes,cart,adaBoost,fm
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
javac -d "$out" -cp "$classes" "$here/bench/Blending.java" "$here/bench/Judging.java" "$here/bench/Distilling.java"
what=$1
shift
case $what in
  keep) java -Xmx3g -cp "$out:$classes" Blending "$@" "$trainers" ;;
  judge) java -cp "$out:$classes" Judging "$@" ;;
  distil) java -cp "$out:$classes" Distilling "$trainers" "$@" ;;
  *) echo "keep, judge or distil, got $what" >&2; exit 2 ;;
esac
