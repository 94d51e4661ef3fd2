"""Writes each test's result, as it happens, to a file outside the checkout.

Given to pytest as an object, before it reads any configuration. The channel is opened before any code of the project runs and
is only ever appended to. One JSON object a line.
"""

import json
import os
import sys

import pytest

_CHECKOUT = os.environ.pop("LANDFAST_CHECKOUT", "")
_PACKAGES = [p for p in os.environ.pop("LANDFAST_PACKAGES", "").split(",") if p]
_CHANNEL = -1


def _open():
    path = os.environ.pop("LANDFAST_RESULTS", "")
    if not path:
        return -1
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)


_CHANNEL = _open()
_WRITE = os.write
_DUMPS = json.dumps
_MODULES = sys.modules


def _say(kind, **fields):
    if _CHANNEL >= 0:
        fields["t"] = kind
        line = (_DUMPS(fields, ensure_ascii=True) + "\n").encode("ascii")
        while line:
            line = line[_WRITE(_CHANNEL, line):]


def _key(nodeid):
    """The name under which the JUnit report lists a test."""
    try:
        from _pytest.junitxml import bin_xml_escape, mangle_test_address

        names = mangle_test_address(nodeid)
        return ".".join(names[:-1]) + "::" + str(bin_xml_escape(names[-1]))
    except Exception:
        return nodeid


def _crash(report):
    crash = getattr(getattr(report, "longrepr", None), "reprcrash", None)
    if crash is not None:
        return str(crash.path), int(crash.lineno), str(crash.message)[:2000]
    longrepr = getattr(report, "longrepr", None)
    if isinstance(longrepr, tuple) and len(longrepr) == 3:
        return str(longrepr[0]), int(longrepr[1] or 0), str(longrepr[2])[:2000]
    return "", 0, str(longrepr)[-2000:] if longrepr else ""


def _worker(config):
    return hasattr(config, "workerinput")


class Results:
    def __init__(self, worker):
        self.worker = worker

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items):
        _say("collected", ids=[item.nodeid for item in items])

    def pytest_collectreport(self, report):
        if report.failed:
            path, line, message = _crash(report)
            _say("broken", id=report.nodeid, message=message, file=path, line=line)
        elif report.skipped:
            _say("left-out", id=report.nodeid, message=_crash(report)[2])

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session):
        _say("selected", ids=[item.nodeid for item in session.items])

    def pytest_runtest_logstart(self, nodeid, location):
        if not self.worker:
            _say("begin", id=nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report):
        if self.worker:
            return
        path, line, message = ("", 0, "") if report.passed else _crash(report)
        _say(
            "result",
            id=report.nodeid,
            key=_key(report.nodeid),
            when=report.when,
            outcome=report.outcome,
            xfail=hasattr(report, "wasxfail"),
            file=path,
            line=line,
            at=(report.location[1] or 0) + 1,
            message=message,
        )

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        if not self.worker:
            _say("finish", status=int(session.exitstatus), foreign=_foreign())


def _foreign():
    """Packages of the checkout that were imported from somewhere else."""
    found = {}
    for name in _PACKAGES:
        module = _MODULES.get(name)
        origin = getattr(module, "__file__", None) or ""
        if not origin:
            origin = next(iter(getattr(module, "__path__", None) or []), "")
        if origin and not os.path.realpath(origin).startswith(_CHECKOUT + os.sep):
            found[name] = origin
    return found


def pytest_configure(config):
    _say("start", pytest=pytest.__version__, python=sys.version.split()[0])
    config.pluginmanager.register(Results(_worker(config)), "landfast-results")
