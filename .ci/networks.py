#!/usr/bin/env python3
"""Opens the networks that the program saves with other engines, and compares their answers with its own.

    networks.py PROGRAM CASES PAGE

PROGRAM is nn28, CASES a folder with tables, PAGE the page of the book whose Python lines are run as they stand.
Needs onnxruntime, safetensors, numpy and, for the page, jax.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile

import numpy
import onnxruntime
from safetensors import safe_open

# Everything is f64: what differs is the order of the sums.
TOLERANCE = 1e-12
TRAIN = "backprop --headless --quiet --no-figures --no-shuffle".split()


def run(program, *arguments):
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode()


def table(text):
    rows = list(csv.reader(text.splitlines()))
    return rows[0], rows[1:]


def numbers(rows, columns):
    return numpy.array([[float(row[column]) for column in columns] for row in rows])


def of_safetensors(path, x):
    """The outputs from weights and scale alone, by equations 5 to 7."""
    with safe_open(path, "np") as saved:
        w, v, mean, deviation = (saved.get_tensor(name) for name in ("w", "v", "mean", "deviation"))
        classes = json.loads(saved.metadata()["classes"])
    z = 1 / (1 + numpy.exp(-((x - mean) / deviation @ w[:, :-1].T + w[:, -1])))
    powers = numpy.exp(z @ v[:, :-1].T + v[:, -1])
    return powers / powers.sum(axis=1, keepdims=True), classes


def of_onnx(path, x):
    session = onnxruntime.InferenceSession(path)
    metadata = session.get_modelmeta().custom_metadata_map
    return session.run(["y"], {"x": x})[0], json.loads(metadata["classes"])


def compare(program, data, name, *options):
    train = [*TRAIN, "--data", data, *options]
    for form in ("json", "onnx", "safetensors"):
        run(program, *train, "--save", f"{name}.{form}")
    # The inputs as they were measured, in the order of the file; a column of words as the inputs that became of it.
    run(program, *train, "--scale", "none", "--steps", "0", "--save-data", f"{name}.csv")
    with open(f"{name}.csv", encoding="utf-8") as file:
        heads, rows = table(file.read())
    x = numbers(rows, range(1, len(heads) - 1))
    source = data if os.path.exists(data) else f"{name}.csv"
    heads, rows = table(run(program, "classify", "--network", f"{name}.json", "--data", source))
    # Where an input is missing there is no answer, and the row did not train.
    rows = [row for row in rows if row[-1]]
    for engine, read in (("onnx", of_onnx), ("safetensors", of_safetensors)):
        y, classes = read(f"{name}.{engine}", x)
        expected = numbers(rows, [len(heads) - len(classes) + k for k in range(len(classes))])
        assert heads[-len(classes):] == classes, (heads, classes)
        assert expected.shape == y.shape, (expected.shape, y.shape)
        worst = abs(y - expected).max()
        print(f"{name}.{engine}: {y.shape[0]} samples, {y.shape[1]} classes, the largest difference is {worst:.1e}")
        assert worst <= TOLERANCE, worst


def run_page(page):
    """Runs the lines of the page. They print what two engines answer to one flower."""
    with open(page, encoding="utf-8") as file:
        blocks = re.findall("```python\n(.*?)```", file.read(), re.DOTALL)
    assert blocks, f"no Python in {page}"
    done = subprocess.run([sys.executable, "-c", "\n".join(blocks)], stdout=subprocess.PIPE, text=True, check=True)
    print(done.stdout, end="")
    answers = [re.findall(r"\d+\.\d+", line) for line in done.stdout.splitlines()]
    answers = [numpy.array(answer, float) for answer in answers if len(answer) == 3]
    assert len(answers) == 2 and abs(answers[0] - answers[1]).max() <= 1e-8, answers


def main():
    program, cases, page = (os.path.abspath(path) for path in sys.argv[1:4])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        compare(program, "iris", "iris")
        for name in ("category-input", "thousands", "semicolon-decimal-comma", "latin-1"):
            compare(program, os.path.join(cases, f"{name}.csv"), name)
        compare(program, os.path.join(cases, "missing.csv"), "missing", "--missing", "drop")
        run_page(page)


main()
