"""Makes the table of bench/forest.sh, grows scikit-learn's forest on it, and prints what it cost and scored."""
import resource
import sys
import time

import numpy as np
from sklearn.datasets import make_classification, make_regression
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import log_loss, mean_squared_error

path, rows, columns, classes, trainer, trees = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5], int(sys.argv[6])
if classes:
    x, y = make_classification(rows, columns, n_informative=columns // 2, n_classes=classes, flip_y=0.05, random_state=1)
else:
    x, y = make_regression(rows, columns, n_informative=columns // 2, noise=20, random_state=1)
x = x.astype(np.float32)
np.column_stack([x, y]).astype("<f4").tofile(path)
kinds = {
    ("forest", True): RandomForestClassifier,
    ("forest", False): RandomForestRegressor,
    ("extraTrees", True): ExtraTreesClassifier,
    ("extraTrees", False): ExtraTreesRegressor,
}
cut = rows * 4 // 5
model = kinds[trainer, bool(classes)](n_estimators=trees, n_jobs=1, random_state=1)
cpu, wall = time.process_time(), time.perf_counter()
model.fit(x[:cut], y[:cut])
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
if classes:
    name, score = "logLoss", log_loss(y[cut:], model.predict_proba(x[cut:]))
else:
    name, score = "rmse", mean_squared_error(y[cut:], model.predict(x[cut:])) ** 0.5
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"scikit-learn {trainer:10s} {wall:7.2f} s wall {cpu:7.2f} s cpu {cpu / trees:8.4f} cpu s a tree   {name} {score:.4f}   peak {peak} MB")
