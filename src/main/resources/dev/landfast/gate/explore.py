"""Runs the explorations of a playground file: every function explore_... in it, one after the other.

usage: explore.py REPORT FILE

Writes one JSON object a line: first "plan", the functions as the file's text has them, before anything of it runs; then
for each "begin" and "end" with what came of it; at last "done". A process that goes away leaves no "done".
"""

import ast
import asyncio
import importlib.util
import inspect
import json
import os
import sys
import time
import tokenize
import traceback

report, path = sys.argv[1], os.path.abspath(sys.argv[2])
out = open(report, "w")


def say(**what):
    out.write(json.dumps(what) + "\n")
    out.flush()


def plan():
    with tokenize.open(path) as source:
        tree = ast.parse(source.read(), path)
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("explore_"):
            yield {"name": node.name, "line": node.lineno, "about": ast.get_docstring(node) or ""}


def where(error):
    """The last line of the file itself that led there."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return lines[-1] if lines else 0


def run(module, name):
    try:
        answer = getattr(module, name)()
        if inspect.isawaitable(answer):
            answer = asyncio.run(answer)
        return {"held": answer is True, "said": repr(answer)[:200], "error": False, "line": 0}
    except BaseException as e:
        return {"held": False, "said": f"{type(e).__name__}: {e}"[:500], "error": True, "line": where(e)}


try:
    listed = list(plan())
except (SyntaxError, ValueError, OSError) as e:
    sys.exit(f"{sys.argv[2]} cannot be read: {e}")
say(plan=listed)
sys.argv = sys.argv[2:]
sys.path.insert(0, os.path.dirname(path))
spec = importlib.util.spec_from_file_location("exploration", path)
module = importlib.util.module_from_spec(spec)
sys.modules["exploration"] = module
try:
    spec.loader.exec_module(module)
except BaseException as e:
    say(failed=f"{type(e).__name__}: {e}"[:500], line=where(e))
    say(done=True)
    out.close()
    sys.exit(0)
for each in listed:
    say(begin=each["name"])
    began = time.monotonic()
    result = run(module, each["name"])
    say(end=each["name"], ms=round(1000 * (time.monotonic() - began)), **result)
say(done=True)
out.close()
