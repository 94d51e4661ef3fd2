"""Runs one alembic command on our scratch database and on no other.

usage: landfast_alembic.py COMMAND...

The address is ours, whatever alembic.ini says, and before anything connects it is compared with where it is about to go: a
connection to anywhere else ends this process. What happened is in the report, one JSON object: "reached" when our database was
connected to, "refused" with the place that was not ours, "seen" with engines for other places that never connected.
"""

import importlib
import json
import os
import sys

from alembic.config import CommandLine, Config
from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.engine.url import URL
from sqlalchemy.pool import Pool

OURS = make_url(os.environ.pop("LANDFAST_URL"))
REPORT = os.environ.pop("LANDFAST_REPORT")
CODE = os.environ.pop("LANDFAST_CODE")
SQLITE = OURS.get_backend_name() == "sqlite"
REFUSED = 97
found = {"reached": False, "refused": "", "seen": []}
compared = []


def write():
    with open(REPORT, "w") as out:
        json.dump(found, out)


def refuse(place):
    """No exception: the project could catch it and go on."""
    found["refused"] = str(place)
    write()
    print(f"refused to connect to {place}", file=sys.stderr, flush=True)
    os._exit(REFUSED)


def same_file(path):
    return os.path.realpath(str(path)) == os.path.realpath(OURS.database or "")


def compare(dialect, record, words, named):
    """The arguments the driver would be called with, against those our address has."""
    if dialect.name != OURS.get_backend_name():
        refuse(f"{dialect.name} {place(words, named)}")
    if SQLITE:
        if not words or not same_file(words[0]):
            refuse(f"sqlite {place(words, named)}")
    else:
        ours, ours_named = dialect.create_connect_args(OURS)
        others = {k: v for k, v in ours_named.items() if named.get(k) != v}
        if list(words) != list(ours) or others:
            refuse(f"{dialect.name} {place(words, named)}")
    compared.append(True)


def place(words, named):
    shown = [str(named[k]) for k in ("host", "dbname", "database", "db") if named.get(k)]
    return "/".join(shown or [str(w) for w in words[:1]])


def connected(connection, record):
    """An engine with a creator of its own does not tell where it goes."""
    if not compared:
        refuse("a connection that the project opens by itself")
    compared.pop()
    found["reached"] = True
    write()


def audit(name, words):
    if name == "sqlite3.connect" and str(words[0]) != ":memory:" and not same_file(words[0]):
        refuse(f"sqlite {words[0]}")
    if name == "socket.connect" and SQLITE:
        refuse(f"the network: {words[1]}")


def close_drivers():
    """Drivers in C open their sockets unseen."""
    for name in ("psycopg2", "psycopg", "MySQLdb", "pyodbc", "oracledb", "cx_Oracle"):
        try:
            module = importlib.import_module(name)
        except Exception:
            continue
        for owner in (module, getattr(module, "Connection", None), getattr(module, "AsyncConnection", None)):
            if hasattr(owner, "connect"):
                try:
                    setattr(owner, "connect", lambda *w, driver=name, **n: refuse(f"{driver} {place(w, n)}"))
                except TypeError:
                    pass


def watch_engines():
    """Remembers where engines would go that cannot even be made here, for want of a driver."""
    entry = URL._get_entrypoint

    def noted(self):
        if repr(self) != repr(OURS) and repr(self) not in found["seen"]:
            found["seen"].append(repr(self))
        return entry(self)

    URL._get_entrypoint = noted


write()
event.listen(Engine, "do_connect", compare)
event.listen(Pool, "connect", connected)
if hasattr(URL, "_get_entrypoint"):
    watch_engines()
if SQLITE:
    close_drivers()
sys.path[0:1] = CODE.split(os.pathsep)
os.environ["PYTHONPATH"] = CODE
sys.addaudithook(audit)
line = CommandLine(prog="alembic")
options = line.parser.parse_args(sys.argv[1:])
config = Config(file_="alembic.ini", ini_section=options.name, cmd_opts=options)
config.set_main_option("sqlalchemy.url", str(OURS.render_as_string(hide_password=False)).replace("%", "%%"))
try:
    line.run_cmd(config, options)
finally:
    write()
