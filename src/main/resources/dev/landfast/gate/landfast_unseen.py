"""Keeps from the code under test that it is tested, as far as that goes without changing what tests ask for.

What code does only where it sees a test, it does for no user. So here the tests run in the opposite order and without a trace
function; while a test runs, or code of the project is loaded, no runner of tests is among the modules (whoever imports one
gets it); folders of tests are searched for modules and are not on the import path; neither the command line nor the
environment names a test; and functions of the tests say that they stand elsewhere.

A project whose tests cannot run like that has the same trouble at the base, and what fails there is not asked for.
"""

import os
import re
import sys
import types
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader

import pytest

_RUNNER = re.compile(r"(_?pytest|pluggy|iniconfig|xdist|pytest_\w+|landfast_\w+)(\.|$)")
_OF_TESTS = re.compile(r"(.*/)?(tests?/.*|test_[^/]*\.py|[^/]*_test\.py|conftest\.py)")
_MAIN = "/srv/main.py"
_away = []
_aside = []


def _within(checkout, place):
    """The path inside of the checkout; empty for one that is elsewhere."""
    real = os.path.realpath(place)
    return real[len(checkout) + 1:] if real.startswith(checkout + os.sep) else ""


def _hidden(run):
    """Calls it while no runner of tests is to be seen among the modules."""
    away = {name: module for name, module in list(sys.modules.items()) if _RUNNER.match(name)}
    for name in away:
        del sys.modules[name]
    _away.append(away)
    try:
        return run()
    finally:
        _away.remove(away)
        sys.modules.update(away)


class _Known:
    """Gives back a module that is only out of sight."""

    def __init__(self, module):
        self.module, self.spec = module, module.__spec__

    def create_module(self, spec):
        return self.module

    def exec_module(self, module):
        module.__spec__ = self.spec


class _Loader(SourceFileLoader):
    def exec_module(self, module):
        _hidden(lambda: super(_Loader, self).exec_module(module))


class _Finder:
    def __init__(self, checkout):
        self.checkout = checkout

    def find_spec(self, name, path=None, target=None):
        for away in _away:
            if name in away:
                return ModuleSpec(name, _Known(away[name]))
        if _RUNNER.match(name):
            return None
        spec = PathFinder.find_spec(name, path)
        if spec is None:
            return PathFinder.find_spec(name, _aside) if path is None and _aside else None
        within = _within(self.checkout, spec.origin or "")
        if within and not _OF_TESTS.fullmatch(within) and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
            return spec
        return None


class _Path(list):
    """The import path as it is read: folders of tests are searched, and not named."""

    def __init__(self, places, checkout):
        super().__init__(places)
        self.checkout = checkout

    def _keeps_aside(self, place):
        within = _within(self.checkout, place) if isinstance(place, str) else ""
        of_tests = bool(within) and _OF_TESTS.fullmatch(within + "/") is not None
        if of_tests and place not in _aside:
            _aside.insert(0, place)
        return of_tests

    def insert(self, at, place):
        if not self._keeps_aside(place):
            super().insert(at, place)

    def append(self, place):
        if not self._keeps_aside(place):
            super().append(place)


def _elsewhere(code):
    inner = tuple(_elsewhere(c) if isinstance(c, types.CodeType) else c for c in code.co_consts)
    names = {n: "main" for n in ("co_name", "co_qualname") if "test" in getattr(code, n, "").lower()}
    return code.replace(co_filename=_MAIN, co_consts=inner, **names)


class Unseen:
    def __init__(self, checkout):
        self.checkout = checkout

    @pytest.hookimpl(tryfirst=True)
    def pytest_load_initial_conftests(self):
        sys.argv[:] = ["main"]
        getattr(sys, "orig_argv", [])[:] = [sys.executable, "main.py"]

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        items.reverse()

    def pytest_collection_finish(self, session):
        for item in session.items:
            # Asked for once and kept: where the report says that the test stands.
            item.location
        for module in list(sys.modules.values()):
            if self.is_of_tests(getattr(module, "__file__", None)):
                self.move(vars(module).values())

    def is_of_tests(self, file):
        within = _within(self.checkout, file) if isinstance(file, str) else ""
        return bool(within) and _OF_TESTS.fullmatch(within) is not None

    def move(self, values):
        for value in list(values):
            value = getattr(value, "__func__", value)
            if isinstance(value, type) and self.is_of_tests(getattr(sys.modules.get(value.__module__), "__file__", None)):
                self.move(vars(value).values())
            while isinstance(value, types.FunctionType):
                if self.is_of_tests(value.__code__.co_filename):
                    value.__code__ = _elsewhere(value.__code__)
                value = getattr(value, "__wrapped__", None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item):
        run = item.runtest

        def unseen():
            name = os.environ.pop("PYTEST_CURRENT_TEST", None)
            try:
                _hidden(run)
            finally:
                if name is not None:
                    os.environ["PYTEST_CURRENT_TEST"] = name

        item.runtest = unseen


def plugin(checkout):
    """Begins at once: what comes first is the import of the project's own code."""
    sys.path = _Path(sys.path, checkout)
    sys.meta_path.insert(0, _Finder(checkout))
    return Unseen(checkout)
