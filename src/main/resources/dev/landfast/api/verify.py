#!/usr/bin/env python3
"""Holds a proof of Landfast against itself: python3 verify.py [FOLDER] [--expect ID].

Needs nothing but Python's standard library. Whoever can rewrite all of the folder
can also rewrite this file; so compare the id it prints with the one you were told,
or give that one with --expect, and take verify.py from a source you trust:
the folder is the one it lies in unless another is named.
"""
import hashlib
import json
import os
import sys


class Refused(Exception):
    pass


def refuse(why):
    raise Refused(why)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def content(folder, name):
    path = os.path.join(folder, *name.split("/"))
    if os.path.islink(path) or not os.path.isfile(path):
        refuse(name + " is not there")
    with open(path, "rb") as file:
        return file.read()


def names(folder):
    found = set()
    for here, folders, files in os.walk(folder):
        for name in files + [each for each in folders if os.path.islink(os.path.join(here, each))]:
            path = os.path.relpath(os.path.join(here, name), folder)
            found.add(path.replace(os.sep, "/"))
    return found


def manifest(folder, expected):
    data = content(folder, "manifest.json")
    told = content(folder, "manifest.sha256")
    if told != (sha256(data) + "\n").encode():
        refuse("manifest.json is not what manifest.sha256 says")
    if expected and expected != sha256(data):
        refuse("this is proof %s, not %s" % (sha256(data), expected))
    said = json.loads(data.decode("utf-8"))
    if said["schema"] != "landfast-proof/1":
        refuse("manifest.json has another schema")
    listed = set(said["files"]) | {"manifest.json", "manifest.sha256"}
    for name in sorted(listed ^ names(folder)):
        refuse(name + (" is missing" if name in listed else " does not belong here"))
    for name, facts in said["files"].items():
        data = content(folder, name)
        if len(data) != facts["size"] or sha256(data) != facts["sha256"]:
            refuse(name + " was changed")
    return said


def events(folder, said):
    previous = ""
    chain = []
    for line in content(folder, "events.txt").decode("utf-8").split("\n")[:-1]:
        told, text = line.split(" ", 1)
        if sha256((previous + text).encode("utf-8")) != told:
            refuse("the chain of events breaks at entry %d" % (len(chain) + 1))
        entry = json.loads(text)
        if entry["seq"] != len(chain) + 1 or entry["run"] != said["run"]:
            refuse("entry %d is not the next of the run" % (len(chain) + 1))
        chain.append(entry["event"])
        previous = told
    if not chain or previous != said["head"]:
        refuse("the chain of events does not end as the manifest says")
    return chain


def definition(folder, chain):
    pin = chain[0]["pin"]
    data = content(folder, "definition.yaml")
    if sha256(data) != pin["hash"] or data.decode("utf-8") != pin["text"]:
        refuse("definition.yaml is not what the run was started with")


def gates(folder, chain):
    measured = []
    wanted = set()
    for event in chain:
        if event["type"] != "step-finished":
            continue
        for artifact in event["result"].get("artifacts", []):
            if artifact["name"] == "gate-report.json":
                name = "gates/" + artifact["hash"] + ".json"
                data = content(folder, name)
                if sha256(data) != artifact["hash"]:
                    refuse(name + " is not what the gate said")
                wanted.add(name)
                report = json.loads(data.decode("utf-8"))
                measured.append((event["key"], report["verdict"], report["commit"]))
    for name in names(folder):
        if name.startswith("gates/") and name not in wanted:
            refuse(name + " belongs to no gate of the run")
    return measured


def main(words):
    expected = ""
    if len(words) >= 2 and words[-2] == "--expect":
        expected = words[-1]
        words = words[:-2]
    if len(words) > 1 or any(word.startswith("-") for word in words):
        print(__doc__)
        return 2
    folder = words[0] if words else os.path.dirname(os.path.abspath(__file__))
    try:
        said = manifest(folder, expected)
        chain = events(folder, said)
        definition(folder, chain)
        measured = gates(folder, chain)
    except Refused as why:
        print("REFUSED: %s" % why)
        return 1
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as why:
        print("REFUSED: it cannot be read: %s %s" % (type(why).__name__, why))
        return 1
    print("holds: run %s, %d events, %d gates" % (said["run"], len(chain), len(measured)))
    for key, verdict, commit in measured:
        print("  %-40s %-12s %s" % (key, verdict, commit[:12]))
    print("id %s" % sha256(content(folder, "manifest.json")))
    return 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main(sys.argv[1:]))
