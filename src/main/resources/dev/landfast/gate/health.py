"""Starts an application, asks it until it answers as expected, stops it; writes what it saw.

usage: health.py REPORT PORT PATH STATUS SECONDS COMMAND...
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

report, port, path, wanted, patience = sys.argv[1:6]
command = sys.argv[6:]
url = f"http://127.0.0.1:{port}{path}"
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def taken():
    try:
        with socket.create_connection(("127.0.0.1", int(port)), timeout=1):
            return True
    except OSError:
        return False


def ask():
    try:
        with opener.open(url, timeout=5) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as e:
        return e.code, ""
    except OSError as e:
        return 0, str(e)


def watch(server):
    seen, tries, words, began = 0, 0, "", time.monotonic()
    while time.monotonic() - began < float(patience):
        if server.poll() is not None:
            return {"state": "ended", "code": server.returncode, "status": seen, "tries": tries}
        status, words = ask()
        seen, tries = status or seen, tries + 1
        if status == int(wanted) and server.poll() is None:
            took = round(time.monotonic() - began, 3)
            return {"state": "healthy", "status": status, "tries": tries, "seconds": took}
        time.sleep(0.05)
    return {"state": "unhealthy", "status": seen, "tries": tries, "words": words}


def stop(server):
    for number, wait in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        try:
            os.killpg(server.pid, number)
        except ProcessLookupError:
            return
        try:
            server.wait(wait)
            return
        except subprocess.TimeoutExpired:
            pass


if taken():
    found = {"state": "taken"}
else:
    server = subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL)
    try:
        found = watch(server)
    finally:
        stop(server)
with open(report, "w") as out:
    json.dump({**found, "url": url, "wanted": int(wanted)}, out)
