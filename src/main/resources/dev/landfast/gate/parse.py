"""Parses every Python file below the current folder; writes one JSON object to the named report."""

import ast
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
report, problems, parsed = sys.argv[1], [], 0
for folder, folders, names in os.walk("."):
    folders.sort()
    for name in sorted(names):
        if not name.endswith((".py", ".pyi")):
            continue
        path = os.path.normpath(os.path.join(folder, name))
        parsed += 1
        try:
            with open(path, "rb") as file:
                compile(file.read(), path, "exec", ast.PyCF_ONLY_AST, True)
        except SyntaxError as e:
            problems.append({"file": path, "line": e.lineno or 0, "message": e.msg or "syntax error"})
        except (ValueError, RecursionError, MemoryError, OSError) as e:
            problems.append({"file": path, "line": 0, "message": str(e) or type(e).__name__})
with open(report, "w") as out:
    json.dump({"python": sys.version.split()[0], "files": parsed, "problems": problems}, out)
