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


def installed():
    names = []
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
            "installed": installed(),
        }
    )
)
