"""Tells each test's result, as it happens, to whoever judges: a socket that leads out of the checkout.

Given to pytest as an object, before it reads any configuration. The channel is opened before any code of the project runs;
what was said into it cannot be taken back. One JSON object a line.

Three things here show that results are not made up. The last test of a session is a canary: it has a name and a failure of
the moment, and has to be reported as failed. In a session of its own every test is made to fail, and each has to be reported
as failed. And what of pytest is replaced, or hooked by code that is no test's, is said: by the time the session ends, and
each time a test has run.

It is also said which files the tests read that are no code.
"""

import gc
import json
import os
import random
import re
import socket
import stat
import sys
import types

import pytest

_CHECKOUT = os.path.realpath(os.environ.pop("LANDFAST_CHECKOUT", ""))
_PACKAGES = [p for p in os.environ.pop("LANDFAST_PACKAGES", "").split(",") if p]
_CANARY = os.environ.pop("LANDFAST_CANARY", "")
_MADE_TO_FAIL = os.environ.pop("LANDFAST_MADE_TO_FAIL", "") == "1"
_READS = os.environ.pop("LANDFAST_READS", "") == "1"
_UNSEEN = os.environ.pop("LANDFAST_UNSEEN", "") == "1"
_OF_TESTS = re.compile(r"(.*/)?(tests?/.*|test_[^/]*\.py|[^/]*_test\.py|conftest\.py)")


def _open():
    """Measured by Landfast the results go to its socket; measured again by hand, to a file."""
    path = os.environ.pop("LANDFAST_RESULTS", "")
    if not path:
        return -1
    if os.path.exists(path) and stat.S_ISSOCK(os.stat(path).st_mode):
        channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        channel.connect(path)
        return channel.detach()
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


def _failing(path, name, line=1):
    """A function that fails as any test may, and looks as if it stood there under that name."""
    left, right = random.sample(range(2, 1000), 2)
    name = name if name.isidentifier() else "test"
    text = f"def {name}(*given, **named):\n    assert {left} == {right}, 'assert {left} == {right}'\n"
    scope = {}
    exec(compile("\n" * (line - 1) + text, path, "exec"), scope)
    return scope[name]


def _made_to_fail(item):
    """The same test with another body; fixtures, marks and hooks stay what they are."""
    path = str(getattr(item, "path", None) or item.fspath)
    code = getattr(getattr(item, "obj", None), "__code__", None)
    body = _failing(path, getattr(code, "co_name", item.name), getattr(code, "co_firstlineno", 1))
    if isinstance(item, pytest.Function):
        for name in ("__name__", "__qualname__", "__module__", "__doc__"):
            setattr(body, name, getattr(item.obj, name, None) or getattr(body, name))
        item.obj = body
    else:
        item.runtest = body


class _Canary(pytest.Function):
    """Nobody marks it: where its module is skipped or expected to fail, it still has to fail."""

    def iter_markers_with_node(self, name=None):
        return iter(())


def _canary(items):
    """A test more, beside the last one of the project."""
    for item in reversed(items):
        module = item.getparent(pytest.Module)
        if isinstance(item, pytest.Function) and module is not None:
            body = _failing(str(getattr(module, "path", None) or module.fspath), _CANARY)
            body.__module__ = module.obj.__name__
            return _Canary.from_parent(module, name=_CANARY, callobj=body)
    return None


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
        gc.enable()
        _say("selected", ids=[item.nodeid for item in session.items])
        canary = _canary(session.items) if _CANARY and not self.worker else None
        if canary is not None:
            _say("canary", id=canary.nodeid)
            session.items.append(canary)

    def pytest_runtest_logstart(self, nodeid, location):
        if not self.worker:
            _say("begin", id=nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item):
        if _MADE_TO_FAIL:
            _made_to_fail(item)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item):
        _look(item.config)

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
            _look(session.config, [(name, *place) for name, place in _AT_START.items()])
            _say("finish", status=int(session.exitstatus), foreign=_foreign(), read=sorted(_read)[:1000])


def _at_home(name, origin):
    places = [os.path.realpath(os.path.join(_CHECKOUT, folder, name)) for folder in ("", "src")]
    modules = [os.path.realpath(os.path.join(_CHECKOUT, folder, name + ".py")) for folder in ("", "src")]
    return origin in modules or any(origin == place or origin.startswith(place + os.sep) for place in places)


def _foreign():
    """Packages of the checkout that were imported from somewhere else, be it from another folder of the checkout."""
    found = {}
    for name in _PACKAGES:
        module = _MODULES.get(name)
        origin = getattr(module, "__file__", None) or ""
        if not origin:
            origin = next(iter(getattr(module, "__path__", None) or []), "")
        if origin and not _at_home(name, os.path.realpath(origin)):
            found[name] = origin
    return found


def _machinery():
    """What decides and reports results: name -> the names it is kept among, its own there, and what it is."""
    found = {}
    for name, module in list(_MODULES.items()):
        if name.split(".")[0] in ("_pytest", "pluggy", "pytest", __name__) or name in ("unittest.case", "unittest.result"):
            for attribute, value in list(vars(module).items()):
                found[f"{name}.{attribute}"] = vars(module), attribute, *_kept(value)
                if isinstance(value, type) and value.__module__ == name:
                    for member, inner in list(vars(value).items()):
                        found[f"{name}.{attribute}.{member}"] = vars(value), member, *_kept(inner)
    return {name: place for name, place in found.items() if _what(place[2]) is not None}


def _function(value):
    """The function behind a method or a property."""
    value = getattr(value, "__func__", value)
    if isinstance(value, property):
        value = value.fget
    return value if isinstance(value, types.FunctionType) else None


def _kept(value):
    """It, its function and the code of that: compared without a call, as that is done often."""
    function = _function(value)
    return value, function, function.__code__ if function is not None else None


def _what(value):
    """The code of a function, or a class itself."""
    function = _function(value)
    if function is not None:
        return function.__code__
    return value if isinstance(value, type) else None


def _origin(what):
    """The file it is from; empty where that is not known."""
    if isinstance(what, types.CodeType):
        return os.path.realpath(what.co_filename)
    file = getattr(what, "__file__", None) or getattr(_MODULES.get(getattr(what, "__module__", "")), "__file__", None)
    return os.path.realpath(file) if file else ""


_AT_START = _machinery()
_MAKES_REPORTS = re.compile(
    r"(_pytest\.(reports|runner|python|unittest|skipping|outcomes|python_api)|pluggy\.\w+|unittest\.case)\..*"
)
_WATCHED = [(name, *place) for name, place in _AT_START.items() if _MAKES_REPORTS.fullmatch(name)]
_UNKNOWN = (None, None, None, None)
_replaced = set()
_hooks = {}
_hooked = {}


def _look(config, watched=_WATCHED):
    """Remembers what is replaced or hooked at this moment; it may be itself again at the next."""
    for name, names, attribute, value, function, code in watched:
        now = names.get(attribute)
        if now is not value or (function is not None and function.__code__ is not code):
            if _what(now) is not (code or value):
                _remember(name, _what(now))
    for name, hook in list(vars(config.pluginmanager.hook).items()):
        for each in getattr(hook, "get_hookimpls", list)():
            _, value, function, code = _hooks.get(id(each), _UNKNOWN)
            if each.function is not value or (function is not None and function.__code__ is not code):
                _hooks[id(each)] = each, *_kept(each.function)
                what = _what(each.function) or (each.plugin if hasattr(each.plugin, "__file__") else type(each.plugin))
                if id(what) not in _hooked:
                    _hooked[id(what)] = what
                    if not _OF_TESTS.fullmatch(_origin(what)[len(_CHECKOUT) + 1:]):
                        _remember("hook " + name, what)


def _remember(name, what):
    """Says at once whose it is. What an installed plugin replaces or hooks is not the tree's doing."""
    origin = _origin(what)
    foreign = not os.path.isfile(origin) or origin.startswith(_CHECKOUT + os.sep)
    if foreign and name not in _replaced and len(_replaced) < 50:
        _replaced.add(name)
        _say("replaced", id=name, file=origin if os.path.isfile(origin) else "")


_read = set()


def _watch(event, given):
    """A file of the tree that is opened by code of the tests and not by what they test."""
    if event == "open" and isinstance(given[0], str) and not given[0].endswith((".py", ".pyc")):
        path = os.path.realpath(given[0])
        frame = sys._getframe(1) if path.startswith(_CHECKOUT + os.sep) else None
        while frame is not None:
            code = frame.f_code.co_filename
            if code.startswith(_CHECKOUT + os.sep):
                if _OF_TESTS.fullmatch(code[len(_CHECKOUT) + 1:]):
                    _read.add(path[len(_CHECKOUT) + 1:])
                return
            frame = frame.f_back


if _READS:
    sys.addaudithook(_watch)


def plugins():
    """What pytest is given before it reads any configuration."""
    if not _UNSEEN:
        return [_MODULES[__name__]]
    import landfast_unseen

    return [_MODULES[__name__], landfast_unseen.plugin(_CHECKOUT)]


def _uncovers_children(config):
    """With relative_files a process in another folder names the same file otherwise, and each counts twice."""
    controller = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    relative = getattr(getattr(getattr(controller, "cov", None), "config", None), "relative_files", False)
    passed_on = [name for name in os.environ if name.startswith("COV_CORE_")] if relative else []
    for name in passed_on:
        del os.environ[name]
    return bool(passed_on)


def pytest_configure(config):
    alone = _uncovers_children(config)
    _say("start", pytest=pytest.__version__, python=sys.version.split()[0], alone=alone)
    config.pluginmanager.register(Results(_worker(config)), "landfast-results")
