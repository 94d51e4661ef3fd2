"""Finds examples in Python within documentation; nothing of them is run.

usage: examples.py REPORT FILE...       without a file: every .md and .rst file below the current folder

An example is a block that says it is Python: ``` or ~~~ with py, python, python3 or pycon, or rst's code-block. Writes
one JSON object: "files" read, and "examples": path, line, what they import, and why one does not parse.
"""

import ast
import json
import os
import re
import sys
import textwrap
import warnings

warnings.simplefilter("ignore")
FENCE = re.compile(r"^\s*(?P<mark>`{3,}|~{3,})\s*\{?\.?(?P<language>py|python|python3|pycon|py3)\b", re.IGNORECASE)
DIRECTIVE = re.compile(r"^(?P<indent>\s*)\.\. (?:code-block|code|sourcecode):: *(?:python3?|py|pycon)\s*$")
SESSION = re.compile(r"^\s*(?:>>>|\.\.\.)(?: |$)")


def blocks(lines):
    at = 0
    while at < len(lines):
        fence, directive = FENCE.match(lines[at]), DIRECTIVE.match(lines[at])
        at += 1
        first = at
        if fence:
            while at < len(lines) and not lines[at].strip().startswith(fence["mark"]):
                at += 1
            yield first, lines[first:at]
        elif directive:
            while at < len(lines) and (not lines[at].strip() or lines[at].startswith(directive["indent"] + " ")):
                at += 1
            yield first, [line for line in lines[first:at] if not re.match(r"\s+:[\w-]+:", line)]


def code(lines):
    """The text that Python reads: of a session what was typed."""
    if any(line.lstrip().startswith(">>>") for line in lines):
        lines = [SESSION.sub("", line, count=1) for line in lines if SESSION.match(line)]
    return textwrap.dedent("\n".join(lines))


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ({"from": each.name, "name": ""} for each in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ({"from": node.module, "name": each.name} for each in node.names)


def example(path, line, lines):
    try:
        return {"path": path, "line": line, "error": "", "imports": list(imports(ast.parse(code(lines))))}
    except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
        return {"path": path, "line": line, "error": str(e) or type(e).__name__, "imports": []}


def everything():
    for folder, folders, names in os.walk("."):
        folders.sort()
        yield from (os.path.normpath(os.path.join(folder, n)) for n in sorted(names) if n.endswith((".md", ".rst")))


found, files = [], 0
for path in sys.argv[2:] or everything():
    files += 1
    if os.path.isfile(path):
        with open(path, encoding="utf-8", errors="replace") as source:
            text = source.read().splitlines()
        found += [example(path, line, lines) for line, lines in blocks(text)]
with open(sys.argv[1], "w") as out:
    json.dump({"files": files, "examples": found, "end": len(found)}, out)
