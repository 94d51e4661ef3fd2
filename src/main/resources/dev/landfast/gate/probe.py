"""Says what this interpreter is and which tools it can run. Imports none of them.

Says also what that answer was taken from (`seen`): as long as none of it is touched, asking again gives the same.
"""

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import site
import sys
import time

SETTLED_NS = 2_000_000_000


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


def origins(module):
    """The files of a tool that are run first."""
    try:
        found = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return []
    if found is None or not found.origin:
        return []
    return [found.origin, os.path.join(os.path.dirname(found.origin), "__main__.py")]


def content(module):
    """What would show that a tool was replaced."""
    said = hashlib.sha256()
    for path in origins(module):
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


def stamp(path):
    try:
        found = os.stat(path)
    except OSError:
        return "-"
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def paths_in(folder):
    """Files that Python reads there before anything else, and the folders that they name."""
    try:
        names = [name for name in os.listdir(folder) if name.endswith(".pth")]
    except OSError:
        return []
    found = [os.path.join(folder, name) for name in names]
    for file in list(found):
        try:
            with open(file, encoding="utf-8", errors="replace") as lines:
                found += [
                    os.path.join(folder, line.strip())
                    for line in lines
                    if line.strip() and not line.startswith(("#", "import ", "import\t"))
                ]
        except OSError:
            continue
    return found


def seen(modules):
    """What decides the answer, with the time of its last change; nothing while that is still going on."""
    folders = [folder for folder in sys.path[1:] if folder] + site.getsitepackages([sys.prefix, sys.base_prefix])
    folders.append(site.getusersitepackages())
    places = [sys.executable, os.path.realpath(sys.executable), os.path.join(sys.prefix, "pyvenv.cfg")] + folders
    for folder in folders:
        places += paths_in(folder)
    for module in modules + ["sitecustomize", "usercustomize"]:
        places += origins(module)
    stamps = {place: stamp(place) for place in places}
    newest = max(int(each.split()[2]) for each in stamps.values() if each != "-")
    return stamps if newest < time.time_ns() - SETTLED_NS else {}


modules = [each.split("=")[0] for each in sys.argv[1:]]
before = seen(modules)
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
            "installed": installed(modules),
            "seen": before,
        }
    )
)
