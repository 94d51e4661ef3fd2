"""Writes what Python files look like, by their syntax tree and tokens alone; nothing of them is run.

usage: shape.py REPORT FILE...       without a file: every .py file below the current folder

Writes one JSON object: "python", and "files" with one object each. A file that cannot be read has "path" and "error"
only; any other has its lines, imports, names, functions, classes, complexity, leftovers, replacements and literals.
Complexity is McCabe's, counted as the package mccabe 0.7 counts it, with three things that it does not look into:
each case of a match counts one, except* counts as except does, and what stands in finally counts too.
"""

import ast
import hashlib
import io
import json
import os
import re
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")
TODO = re.compile(r"\b(TODO|FIXME|XXX)\b")
LONGEST = 300
SHORTEST = 3
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef)
BLOCKS = ("body", "orelse", "finalbody")
DEBUGGERS = {"pdb", "ipdb", "pudb", "bpdb", "remote_pdb", "web_pdb", "pdbpp"}
STAND_INS = {"patch", "Mock", "MagicMock", "AsyncMock", "NonCallableMock", "NonCallableMagicMock", "PropertyMock"}
STAND_INS |= {"create_autospec", "mock_open", "seal"}
FAKE_NETWORKS = {"respx", "responses", "requests_mock", "httpretty", "aioresponses", "pytest_httpx"}
MOCKERS = {"mocker", "class_mocker", "module_mocker", "session_mocker"}
FIXTURES = {"respx_mock", "requests_mock", "httpx_mock", "aioresponses"}
REPLACING = {"setattr", "delattr", "setitem", "delitem"}
ENVIRONMENT = {"setenv", "delenv", "chdir", "syspath_prepend"}


def known_modules():
    """Names of the standard library; before Python 3.10 by what lies in its folder."""
    if hasattr(sys, "stdlib_module_names"):
        return set(sys.stdlib_module_names)
    return {n.split(".")[0] for n in os.listdir(os.path.dirname(os.__file__))} | set(sys.builtin_module_names)


STANDARD = known_modules()


def name(node):
    """`a.b.c` of a chain of names, calls and subscripts taken off; else nothing."""
    parts = []
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return ""
    return ".".join([node.id, *reversed(parts)])


def text(node):
    """The value of a string literal, else nothing."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def is_main(node):
    test = node.test if isinstance(node, ast.If) else None
    return isinstance(test, ast.Compare) and name(test.left) == "__name__" and text(test.comparators[0]) == "__main__"


def statements(body):
    """Those of a block and of the blocks in it that run with it, in order."""
    for node in body:
        yield node
        if not isinstance(node, (*SCOPES, ast.ClassDef)):
            for block in BLOCKS:
                yield from statements(getattr(node, block, []))
            for handler in getattr(node, "handlers", []):
                yield from statements(handler.body)


def branches(body):
    """How many ways more these statements add, as mccabe counts."""
    total = 0
    for node in body:
        total += sum(branches(getattr(node, block, [])) for block in BLOCKS)
        if isinstance(node, (*SCOPES, ast.If, ast.For, ast.AsyncFor, ast.While)):
            total += 1
        elif hasattr(node, "handlers"):
            total += 1 + len(node.handlers) + sum(branches(handler.body) for handler in node.handlers)
        elif hasattr(node, "cases"):
            total += sum(1 + branches(case.body) for case in node.cases)
    return total


def complexity(body, prefix=""):
    """One entry for each function that stands in no other; its inner functions count within it."""
    for node in statements(body):
        if isinstance(node, ast.ClassDef):
            yield from complexity(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, SCOPES):
            said = ast.dump(node.args) + "".join(map(ast.dump, without_docstring(node)))
            yield {
                "name": prefix + node.name,
                "line": node.lineno,
                "value": 1 + branches(node.body),
                "hash": hashed(said),
            }


def units(tree, lines):
    """The module, each class and each function: what stands in none of those within it."""
    yield unit(tree, "", 1, lines)
    left = [(node, "") for node in ast.iter_child_nodes(tree)]
    while left:
        node, prefix = left.pop()
        if isinstance(node, (*SCOPES, ast.ClassDef)):
            prefix = f"{prefix}.{node.name}".strip(".")
            yield unit(node, prefix, node.lineno, node.end_lineno)
        left.extend((each, prefix) for each in ast.iter_child_nodes(node))


def unit(node, called, line, end):
    own = "".join(ast.dump(each) for each in node.body if not isinstance(each, (*SCOPES, ast.ClassDef)))
    head = ast.dump(node.args) if isinstance(node, SCOPES) else "".join(map(ast.dump, getattr(node, "bases", [])))
    return {"name": called, "line": line, "end": max(line, end), "hash": hashed(head + own)}


def hashed(said):
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def without_docstring(node):
    return node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body


def parameters(arguments):
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    for i, each in enumerate(positional):
        kind = "positional" if i < len(arguments.posonlyargs) else "either"
        yield parameter(each, kind, i >= required)
    if arguments.vararg:
        yield parameter(arguments.vararg, "rest", True)
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        yield parameter(each, "named", default is not None)
    if arguments.kwarg:
        yield parameter(arguments.kwarg, "names", True)


def parameter(node, kind, optional):
    return {"name": node.arg, "kind": kind, "optional": optional, "hint": node.annotation is not None}


def documented(node):
    return bool((ast.get_docstring(node) or "").strip())


def function(node):
    return {
        "name": node.name,
        "line": node.lineno,
        "async": isinstance(node, ast.AsyncFunctionDef),
        "decorators": [name(each) for each in node.decorator_list],
        "docstring": documented(node),
        "parameters": list(parameters(node.args)),
        "returns": node.returns is not None,
    }


def assigned(body):
    """Names that a block binds by assignment; those of types apart."""
    for node in statements(body):
        kind = "value"
        if isinstance(node, ast.Assign):
            targets = node.targets
            if isinstance(node.value, ast.Call) and name(node.value).rsplit(".", 1)[-1] == "NewType":
                kind = "type"
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
            if name(node.annotation).rsplit(".", 1)[-1] == "TypeAlias":
                kind = "type"
        elif type(node).__name__ == "TypeAlias":
            targets, kind = [node.name], "type"
        else:
            continue
        for target in targets:
            for each in target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]:
                if isinstance(each, ast.Name):
                    yield {"name": each.id, "line": node.lineno, "kind": kind}


def defined(body):
    """Functions, classes and names of a module or class."""
    found = list(statements(body))
    return {
        "functions": [function(node) for node in found if isinstance(node, SCOPES)],
        "classes": [a_class(node) for node in found if isinstance(node, ast.ClassDef)],
        "names": list(assigned(body)),
    }


def a_class(node):
    return {
        "name": node.name,
        "line": node.lineno,
        "bases": [name(each) for each in node.bases],
        "docstring": documented(node),
        "members": defined(node.body),
    }


def imports(body):
    top = set(map(id, body))
    for node in statements(body):
        if isinstance(node, ast.Import):
            for each in node.names:
                # `import a.b` binds `a`, `import a.b as c` binds `c` to `a.b`.
                bound = each.asname or each.name.split(".")[0]
                meant = each.name if each.asname else bound
                yield an_import(node, id(node) in top, each.name, [{"name": "", "as": bound, "of": meant}])
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names = [{"name": each.name, "as": each.asname or each.name, "of": module} for each in node.names]
            yield an_import(node, id(node) in top, module, names)


def an_import(node, top, module, names):
    first = module.split(".")[0]
    group = "future" if first == "__future__" else "standard" if first in STANDARD else "other"
    group = "own" if module.startswith(".") else group
    return {"line": node.lineno, "top": top, "from": module, "names": names, "group": group}


def exported(tree):
    """The names in `__all__`, or nothing where there is none; whether it is more than lists of strings."""
    names, there, whole = [], False, True
    for node in statements(tree.body):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)) and any(
            isinstance(each, ast.Name) and each.id == "__all__" for each in targets
        ):
            there = True
            listed = node.value.elts if isinstance(node.value, (ast.List, ast.Tuple)) else [None]
            whole = whole and all(text(each) for each in listed)
            names += [text(each) for each in listed if text(each)]
    return (names if there else None), whole


def logic(tree):
    """Statements of a package's `__init__` beyond imports, exports and facts such as `__version__`."""
    for node in tree.body:
        if isinstance(node, (ast.If, ast.Try)) and not is_main(node):
            if all(isinstance(each, (ast.Import, ast.ImportFrom, ast.Pass)) or plain(each) for each in statements(node.body)):
                continue
        if not plain(node):
            yield {"line": node.lineno, "what": getattr(node, "name", "") or type(node).__name__.lower()}


def plain(node):
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Pass, ast.Delete)):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return all(isinstance(each, ast.Name) and re.fullmatch("__.*__", each.id) for each in targets)
    # A module's own ways of finding and listing its names.
    return isinstance(node, SCOPES) and node.name in ("__getattr__", "__dir__")


class Uses(ast.NodeVisitor):
    """Leftovers, replacements and literals, wherever they stand."""

    def __init__(self, tree):
        self.bound = {}
        self.fixtures = []
        self.main = 0
        self.leftovers, self.replaced, self.literals, self.skipped = [], [], [], set()
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for each in imports([node]):
                    for bound in each["names"]:
                        self.bound[bound["as"]] = f"{bound['of']}.{bound['name']}".strip(".") if bound["name"] else bound["of"]
        self.visit(tree)

    def full(self, node):
        """The dotted name that an expression means, by what was imported."""
        first, _, rest = name(node).partition(".")
        return ".".join(filter(None, [self.bound.get(first, first), rest])) if first else ""

    def visit_If(self, node):
        self.main += is_main(node)
        for each in node.body:
            self.visit(each)
        self.main -= is_main(node)
        if not is_main(node):
            self.visit(node.test)
        for each in node.orelse:
            self.visit(each)

    def visit_Import(self, node):
        for each in imports([node]):
            first = each["from"].split(".")[0]
            if first in DEBUGGERS:
                self.left(node, "breakpoint", f"import of {first}")
            if first in FAKE_NETWORKS:
                self.replace(node, first, "")

    visit_ImportFrom = visit_Import

    def left(self, node, rule, what):
        self.leftovers.append({"line": node.lineno, "rule": rule, "what": what})

    def replace(self, node, how, target, imported=True):
        said = {"line": node.lineno, "how": how, "target": target[:LONGEST], "imported": imported}
        self.replaced.append(said)

    def visit_FunctionDef(self, node):
        taken = [each.arg for each in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]]
        for each in sorted(FIXTURES.intersection(taken)):
            self.replace(node, each, "")
        for each in ast.walk(node.args):
            self.skipped.add(id(getattr(each, "annotation", None)))
        self.skipped.add(id(node.returns))
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_AnnAssign(self, node):
        self.skipped.add(id(node.annotation))
        self.generic_visit(node)

    def visit_Assign(self, node):
        if not any(name(each) in ("__all__", "__slots__") for each in node.targets):
            self.generic_visit(node)

    def visit_AugAssign(self, node):
        if name(node.target) != "__all__":
            self.generic_visit(node)

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_JoinedStr(self, node):
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                self.visit(each.value)

    def visit_Subscript(self, node):
        if name(node.value).rsplit(".", 1)[-1] == "Literal":
            return
        self.generic_visit(node)

    def visit_Constant(self, node):
        value = text(node)
        if SHORTEST <= len(value) <= LONGEST and re.search(r"[^\W\d_]", value):
            if "\\ud" not in ascii(value):
                self.literals.append([node.lineno, value])

    def visit_Call(self, node):
        called = self.full(node.func) if isinstance(node.func, (ast.Name, ast.Attribute)) else ""
        last = called.rsplit(".", 1)[-1]
        if called == "print" and not self.main and not any(each.arg == "file" for each in node.keywords):
            self.left(node, "print", "print()")
        if called == "breakpoint" or last == "set_trace" or (called.split(".")[0] in DEBUGGERS and last == "post_mortem"):
            self.left(node, "breakpoint", f"{called}()")
        self.stand_in(node, called)
        if last in ("NewType", "TypeVar", "ParamSpec", "namedtuple", "parametrize") and node.args:
            self.skipped.add(id(node.args[0]))
        self.generic_visit(node)

    def stand_in(self, node, called):
        parts = called.split(".")
        if called.startswith(("unittest.mock.", "mock.")):
            parts = parts[parts.index("mock") + 1 :]
            if parts[0] in STAND_INS:
                self.replace(node, ".".join(parts), self.target(node, parts[-1] in ("object", "multiple")))
        elif parts[0] in MOCKERS and len(parts) > 1 and parts[1] not in ("stopall", "resetall", "stop"):
            self.replace(node, called, self.target(node, parts[-1] in ("object", "multiple", "spy")))
        elif len(parts) == 2 and parts[0] in ("monkeypatch", "mp") and parts[1] in ENVIRONMENT:
            self.replace(node, called, "os.environ")
        elif len(parts) == 2 and parts[0] in ("monkeypatch", "mp") and parts[1] in REPLACING:
            first = node.args[0] if node.args else None
            by_text = bool(text(first))
            imported = by_text or name(first).split(".")[0] in self.bound if first is not None else False
            self.replace(node, called, self.target(node, not by_text), imported)

    def target(self, node, of_object):
        """The dotted name of what a call replaces, as far as it is written there."""
        if not node.args:
            return ""
        first = text(node.args[0]) or self.full(node.args[0])
        second = text(node.args[1]) if of_object and len(node.args) > 1 else ""
        return ".".join(filter(None, [first, second]))

    def visit(self, node):
        if id(node) not in self.skipped:
            super().visit(node)


def comments(code):
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        match = TODO.search(token.string) if token.type == tokenize.COMMENT else None
        if match:
            yield {"line": token.start[0], "rule": "todo", "what": token.string.strip("# ")[:LONGEST]}


def shape(path):
    with tokenize.open(path) as source:
        code = source.read()
    tree = ast.parse(code, path)
    uses = Uses(tree)
    names, whole = exported(tree)
    return {
        "path": path,
        "lines": len(code.splitlines()),
        "all": names,
        "whole": whole,
        "imports": list(imports(tree.body)),
        "defined": defined(tree.body),
        "complexity": list(complexity(tree.body)),
        "units": list(units(tree, len(code.splitlines()))),
        "logic": list(logic(tree)) if os.path.basename(path) == "__init__.py" else [],
        "leftovers": sorted([*uses.leftovers, *comments(code)], key=lambda each: each["line"]),
        "replaced": uses.replaced,
        "literals": uses.literals,
    }


def read(path):
    try:
        return shape(path)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OSError, tokenize.TokenError) as e:
        return {"path": path, "error": str(e) or type(e).__name__}


def everything():
    for folder, folders, names in os.walk("."):
        folders.sort()
        yield from (os.path.normpath(os.path.join(folder, n)) for n in sorted(names) if n.endswith(".py"))


with open(sys.argv[1], "w") as out:
    files = [read(path) for path in sys.argv[2:] or everything()]
    json.dump({"python": sys.version.split()[0], "files": files, "end": len(files)}, out)
