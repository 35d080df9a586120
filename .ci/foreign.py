#!/usr/bin/env python3
"""Compares the programs of another system with this one's.

    foreign.py NATIVE FOREIGN SUFFIX [RUNNER...]

NATIVE and FOREIGN are folders with nn28 and backprop; the foreign ones end in SUFFIX and are started by RUNNER.
Numbers agree to 1e-12, every file of the figures and of the book byte for byte, except where rounding itself is shown.
"""

import filecmp
import json
import math
import os
import re
import subprocess
import sys
import tempfile

TOLERANCE = 1e-12
TRAININGS = ["clusters", "iris", "digits"]
# Measured times, and differences between two roads to one number, of which only rounding is left.
VARYING = {"seconds", "relative_error"}
# Rounding itself is the subject here: the residue of two roads to one number, and a run that doubles the last bit until it is everything.
# These differ in numbers alone, and in the side on which a number has its label.
ROUNDED = re.compile(r"backprop-check|figures/index\.html|numerical-gradient-laboratory|(backprop|backprop-procedure|matrices|numerical_gradient|failure|print)\.html")
NUMBERS = re.compile("[-0-9⁰¹²³⁴-⁹₀-₉.,−·e ]+")
# The index holds the same words in any order.
UNORDERED = os.path.join("book", "searchindex.js")


def run(command, folder):
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, timeout=1800)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}")
    # A program that writes anything but UTF-8 with \n fails here.
    return [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]


def differences(one, other, place):
    """Yields where two JSON values differ by more than rounding."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key in one.keys() - VARYING:
            yield from differences(one[key], other[key], f"{place}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, pair in enumerate(zip(one, other)):
            yield from differences(*pair, f"{place}[{index}]")
    elif isinstance(one, float) and isinstance(other, float):
        if not math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            yield f"{place}: {one} and {other}"
    elif one != other:
        yield f"{place}: {one} and {other}"


def files(folder):
    return sorted(
        os.path.relpath(os.path.join(path, name), folder)
        for path, _, names in os.walk(folder)
        for name in names
    )


def text_without_numbers(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        numbers = NUMBERS.sub("#", file.read().replace(' text-anchor="end"', ""))
        # Over ten seeds a number is one number or a range.
        return numbers.replace("#to#", "#")


def main():
    native, foreign, suffix, *runner = sys.argv[1:]
    package = os.getcwd()
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        here, there = os.path.join(scratch, "native"), os.path.join(scratch, "foreign")
        os.mkdir(here), os.mkdir(there)

        def both(program, *arguments):
            own = [os.path.join(package, native, program), *arguments]
            other = [*runner, os.path.join(package, foreign, program + suffix), *arguments]
            return run(own, here), run(other, there)

        compared = [both("nn28", "equation", "--all", "--json")]
        for name in TRAININGS:
            compared.append(both("backprop", "--headless", "--json", "--no-figures", "--data", name))
        for one, other in compared:
            if not one:
                faults.append("a program prints no JSON")
            faults += differences(one, other, "")
        # Of text as outlines the glyphs would differ with the digits.
        both("nn28", "figures", "--quiet", "--format", "svg", "--text", "live", "--figures", "figures")
        # The text of the book lies in the package, so both programs start there.
        books = [os.path.relpath(os.path.join(folder, "book"), package) for folder in (here, there)]
        book = ["book", "--no-live", "--quiet", "--output"]
        run([os.path.join(native, "nn28"), *book, books[0]], package)
        run([*runner, os.path.join(foreign, "nn28" + suffix), *book, books[1]], package)
        ours, theirs = files(here), files(there)
        faults += [f"only in one: {name}" for name in sorted(set(ours) ^ set(theirs))]
        common = sorted(set(ours) & set(theirs) - {UNORDERED})
        _, unequal, unread = filecmp.cmpfiles(here, there, common, shallow=False)
        for name in unequal + unread:
            one, other = (text_without_numbers(os.path.join(folder, name)) for folder in (here, there))
            if one != other or not ROUNDED.search(name):
                faults.append(f"other bytes: {name}")
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(1)
    print(f"{len(compared)} outputs agree to {TOLERANCE}, {len(common) - len(unequal)} files byte for byte, {len(unequal)} but for rounding")


if __name__ == "__main__":
    main()
