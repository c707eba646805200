"""Trains a linear model in epochs with scikit-learn, as a program that Cairn runs: see README.md beside it."""

import csv
import json
import os
import pickle
import sys

import numpy as np
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def say(**line):
    print(json.dumps(line), flush=True)


def read(data):
    with open(data["train"], newline="") as file:
        rows = list(csv.DictReader(file))
    target = data["target"]
    names = [name for name in rows[0] if name != target]
    x = np.array([[float(row[name] or "nan") for name in names] for row in rows])
    labels = sorted({row[target] for row in rows})
    y = np.array([labels.index(row[target]) for row in rows])
    return np.nan_to_num(x), y


def main():
    with open(os.environ["CAIRN_JOB"]) as file:
        job = json.load(file)
    values = job["values"]
    x, y = read(job["data"])
    # The split depends on the study's seed alone: all trials are scored on the same rows.
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.3, random_state=job["seed"] % 2**32, stratify=y)
    scaler = StandardScaler().fit(x_train)
    x_train, x_test = scaler.transform(x_train), scaler.transform(x_test)

    first = 1
    model = SGDClassifier(
        loss="log_loss",
        alpha=values["alpha"],
        learning_rate="constant",
        eta0=values["lr"],
        random_state=job["trial"],
    )
    if "resumeFrom" in job:
        with open(job["resumeFrom"], "rb") as file:
            first, model = pickle.load(file)
    for epoch in range(first, min(30, job["maxSteps"]) + 1):
        model.partial_fit(x_train, y_train, classes=[0, 1])
        with open(os.path.join(job["checkpoints"], "model.pickle"), "wb") as file:
            pickle.dump((epoch + 1, model), file)
        say(type="checkpoint", step=epoch, file="model.pickle")
        score = roc_auc_score(y_test, model.decision_function(x_test))
        say(type="report", step=epoch, metrics={"rocAuc": score})
        answer = sys.stdin.readline()
        # No answer: the worker is gone. Otherwise continue, stop (fallen behind) or pause (go on later from the checkpoint).
        if not answer or json.loads(answer)["verdict"] != "continue":
            return


main()
