"""A client that trains for a study of examples/external.yaml; nothing but the standard library.

usage: python3 examples/external.py [URL] [STUDY]     (http://127.0.0.1:8080 and external when not given)
Start as many as you like, on any machine: each gets trials of its own.
"""

import json
import math
import os
import socket
import sys
import urllib.request

URL = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080") + "/api/v1/studies/"
STUDY = sys.argv[2] if len(sys.argv) > 2 else "external"
CLIENT = f"{socket.gethostname()}-{os.getpid()}"


def post(path, body):
    request = urllib.request.Request(URL + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def train(values, report):
    """Stands for a training of 20 steps; put yours here."""
    distance = abs(math.log10(values["lr"]) + 3) + 0.1 * abs(values["layers"] - 3) + abs(values.get("beta", 0.5) - 0.9)
    loss = math.inf
    for step in range(1, 21):
        loss = distance + 2 / step
        if report(step, loss) != "continue":
            break
    return loss


while True:
    trials = post(f"{STUDY}:ask", {"client": CLIENT})["trials"]
    if not trials:
        break
    number, values = trials[0]["trial"], trials[0]["values"]
    place = f"{STUDY}/trials/{number}"
    heard = "continue"

    def report(step, loss):
        global heard
        heard = post(f"{place}:report", {"client": CLIENT, "step": step, "metrics": {"loss": loss}})["verdict"]
        return heard

    try:
        loss = train(values, report)
    except Exception as failure:  # whatever broke is told, so that the search goes on
        post(f"{place}:tell", {"client": CLIENT, "failure": str(failure)})
        continue
    if heard == "continue":
        post(f"{place}:tell", {"client": CLIENT, "metrics": {"loss": loss}})
    print(f"trial {number}: {loss:.4f}" + ("" if heard == "continue" else f" ({heard})"))
