"""Says what this interpreter is and which tools it can run. Imports none of them."""

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import sys


def version(module, package):
    try:
        if importlib.util.find_spec(module) is None:
            return None
    except (ImportError, ValueError):
        return None
    try:
        return importlib.metadata.version(package)
    except Exception:
        return "unknown"


def content(module):
    """What would show that a tool was replaced: the files that are run first."""
    try:
        found = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return ""
    if found is None or not found.origin:
        return ""
    said = hashlib.sha256()
    for path in found.origin, os.path.join(os.path.dirname(found.origin), "__main__.py"):
        if os.path.isfile(path):
            with open(path, "rb") as source:
                said.update(source.read())
    return said.hexdigest()


def installed(modules):
    names = [f"{module} {content(module)}" for module in modules]
    for folder in sys.path[1:]:
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        names += [e for e in entries if e.endswith((".dist-info", ".egg-info", ".pth", ".egg-link"))]
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


print(
    json.dumps(
        {
            "version": sys.version.split()[0],
            "executable": sys.executable,
            "tools": {
                module: found
                for module, package in (a.split("=") for a in sys.argv[1:])
                if (found := version(module, package)) is not None
            },
            "installed": installed([a.split("=")[0] for a in sys.argv[1:]]),
        }
    )
)
