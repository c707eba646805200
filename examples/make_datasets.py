#!/usr/bin/python3
"""Writes the example datasets from the copies that scikit-learn carries (Debian: python3-sklearn). Run it in this folder."""

import csv
from pathlib import Path

from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_wine

HERE = Path(__file__).resolve().parent


def camel(name):
    """'mean radius' -> 'meanRadius', as a name that needs no quotes anywhere."""
    first, *others = name.replace("/", " ").split()
    return first.lower() + "".join(word.capitalize() for word in others)


def write(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def number(value):
    """The shortest text that reads back as the same number; whole numbers without a fraction."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def breast_cancer():
    data = load_breast_cancer()
    header = [camel(name) for name in data.feature_names] + ["diagnosis"]
    rows = ([*map(number, x), data.target_names[y]] for x, y in zip(data.data, data.target))
    write("breast-cancer", header, rows)


def diabetes():
    data = load_diabetes(scaled=False)
    header = [*data.feature_names, "progression"]
    write("diabetes", header, ([*map(number, x), number(y)] for x, y in zip(data.data, data.target)))


def digits():
    data = load_digits()
    header = [f"pixel{row}{column}" for row in range(8) for column in range(8)] + ["digit"]
    write("digits", header, ([*map(number, x), number(y)] for x, y in zip(data.data, data.target)))


def wine():
    data = load_wine()
    header = [camel(name.replace("_", " ")) for name in data.feature_names] + ["cultivar"]
    rows = ([*map(number, x), data.target_names[y]] for x, y in zip(data.data, data.target))
    write("wine", header, rows)


if __name__ == "__main__":
    breast_cancer()
    diabetes()
    digits()
    wine()
