"""The workbook as a reader has it: a new folder, solutions pasted by hand, and the time that the verdicts take.

python3 .ci/workbook.py NN28
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

FUNCTION = re.compile(r"^(?:pub )?fn (\w+).*?^}\n", re.MULTILINE | re.DOTALL)


def nn28(*arguments):
    """Runs a command. Returns its status, what it prints, and the seconds that it takes."""
    start = time.monotonic()
    done = subprocess.run([program, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=place)
    return done.returncode, done.stdout + done.stderr, time.monotonic() - start


def rows(*arguments):
    return [json.loads(line) for line in nn28(*arguments, "--json")[1].splitlines()]


def expect(condition, words):
    if not condition:
        sys.exit(f"workbook: {words}")


def paste(file, solution):
    """Puts each function of a solution in the place of its blank; one that has no blank goes to the end."""
    with open(file, encoding="utf-8") as source:
        text = source.read()
    for function in FUNCTION.finditer(solution + "\n"):
        blank = re.search(rf"^pub fn {function[1]}\b.*?^}}\n", text, re.MULTILINE | re.DOTALL)
        if blank:
            text = text[: blank.start()] + function[0] + text[blank.end() :]
        elif f"fn {function[1]}(" not in text:
            text += "\n" + function[0]
    with open(file, "w", encoding="utf-8") as source:
        source.write(text)


def timed(words, limit, *arguments):
    _, said, seconds = nn28(*arguments)
    print(f"{words}: {seconds:.2f} s of at most {limit} s")
    expect(seconds < limit, f"too slow: {words}\n{said}")


program = os.path.abspath(sys.argv[1])
with tempfile.TemporaryDirectory() as place:
    mine = os.path.join(place, "mine")
    os.environ["NN28_MINE"] = mine
    status, said, _ = nn28("check")
    expect(status == 1 and "Nothing is written yet" in said, f"a new folder:\n{said}")
    blanks = rows("check", "--all")
    expect(len(blanks) > 40 and all(row["state"] == "blank" for row in blanks), "blanks that are not blank")
    ids = list(dict.fromkeys(row["id"] for row in blanks))
    for id in ids:
        [hint] = rows("hint", id, "--level", "4")
        files = {row["file"] for row in blanks if row["id"] == id}
        expect(len(files) == 1, f"({id}) is in {files}")
        paste(os.path.join(place, files.pop()), hint["hint"])
    harness = os.path.join(mine, ".harness")
    shutil.rmtree(harness, ignore_errors=True)
    timed("one exercise, compiled anew", 3, "check", "4")
    timed("one exercise, unchanged", 1, "check", "4")
    shutil.rmtree(harness)
    timed("all exercises, compiled anew", 10, "check", "--all")
    states = {(row["id"], row["function"]): (row["state"], row["symptom"]) for row in rows("check", *ids)}
    wrong = {name: state for name, state in states.items() if state[0] != "right"}
    expect(states and not wrong, f"solutions that are not right: {wrong}")
    print(f"{len(states)} functions of {len(ids)} exercises are right")
