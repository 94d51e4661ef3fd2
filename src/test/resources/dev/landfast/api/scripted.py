"""Plays every role of a run, puts the texts of a test into each place a run meets text in, and keeps
of each brief what stands outside of its fences."""

import json
import os
import pathlib
import re
import sys

here = pathlib.Path(sys.argv[1])
texts = json.loads((here / "texts.json").read_text())
step = os.environ["LANDFAST_STEP"]
visit = os.environ["LANDFAST_VISIT"]
first = visit == "1"


def outside(brief: str) -> str:
    kept, mark = [], ""
    for line in brief.split("\n"):
        opening = re.fullmatch(r"(`{3,})[a-z]*", line)
        if mark:
            mark = "" if line == mark else mark
        elif opening:
            mark = opening[1]
        else:
            kept.append(line)
    return "\n".join(kept)


def name(text: str) -> str:
    return text.replace("/", "_").encode()[:120].decode(errors="ignore")


def comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.splitlines())


def test(passes: bool) -> str:
    return f"""import warnings

import pytest

from greet.core import part


@pytest.mark.parametrize("name", ["Ada"], ids=[{texts["test-id"]!a}])
def test_parts(name: str) -> None:
    warnings.warn({texts["warning"]!a}, UserWarning)
    print({texts["test-output"]!a})
    assert part(name) == "Goodbye, Ada!"{"" if passes else ' + "?"'}, {texts["test-output"]!a}
"""


def implement() -> None:
    with open("greet/core.py", "a", encoding="utf-8") as core:
        core.write("\n\n" + comment(texts["code"]))
        core.write(f"NOTE = {texts['string']!a}\n\n\n")
        core.write(f"def part(name: str) -> str:\n    {texts['docstring']!a}\n")
        core.write('    return f"Goodbye, {name}!"\n')
    folder = pathlib.Path("docs", name(texts["folder-name"]))
    folder.mkdir(parents=True)
    (folder / "data.txt").write_text("data\n")
    pathlib.Path("docs", name(texts["file-name"])).write_text("notes\n")
    pathlib.Path("tests/test_part.py").write_text(test(False))


def review() -> dict:
    finding = {
        "severity": "high",
        "category": "practice",
        "file": "greet/core.py",
        "line": 3,
        "message": texts["finding"],
        "suggestion": texts["advice"],
    }
    return {
        "verdict": "CHANGES_REQUESTED" if first else "APPROVED",
        "summary": texts["summary"],
        "findings": [finding] if first else [],
    }


told = pathlib.Path(os.environ["LANDFAST_BRIEF"]).read_text()
(here / "told").mkdir(exist_ok=True)
(here / "told" / f"{step}-{visit}.md").write_text(outside(told))
with open(here / "whole.md", "a", encoding="utf-8") as whole:
    whole.write(told)
answer = None
if step == "implement":
    implement()
elif step == "repair":
    pathlib.Path("tests/test_part.py").write_text(test(True))
elif step == "review":
    answer = review()
elif step == "decision":
    answer = {"decision": "ACCEPT", "reason": texts["reason"]}
if answer is not None:
    pathlib.Path(os.environ["LANDFAST_ANSWER"]).write_text(json.dumps(answer))
print(texts["tool-log"])
