"""Finds likely bugs by the syntax tree alone: a small part of what flake8-bugbear knows, under its codes.

usage: bugs.py REPORT FILE...       without a file: every Python file below the current folder

B002 ++n                                B014 an exception named twice in one handler
B003 os.environ replaced                B015 a comparison whose result is not used
B004 hasattr(x, "__call__")             B016 raise of a literal
B006 a mutable default                  B017 any Exception will do for a test
B009 getattr with a constant            B018 an expression that does nothing
B010 setattr with a constant            B021 an f-string as docstring
B011 assert False                       B022 contextlib.suppress() of nothing
B012 return, break, continue in finally B025 an exception handled twice
B013 a tuple of one exception           B904 raise without from within except

Writes one JSON object: "files" read, "findings" without those that a noqa comment takes back, and the "noqa" comments
themselves: file, line, codes (none: all).
"""

import ast
import io
import json
import keyword
import os
import re
import sys
import tokenize

NOQA = re.compile(r"#\s*noqa\b(?::\s*(?P<codes>[A-Z][0-9]+(?:[\s,]+[A-Z]+[0-9]+)*))?", re.IGNORECASE)
MUTABLE_CALLS = {"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def name(node):
    """`a.b.c` of a chain of names, else nothing."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def plain(node):
    """A constant that could be written as a name."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.isidentifier()
        and not keyword.iskeyword(node.value)
        and not (node.value.startswith("__") and not node.value.endswith("__"))
    )


def within(nodes, barriers):
    """Everything below these nodes, not entering barriers."""
    left = list(nodes)
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, barriers):
            left.extend(ast.iter_child_nodes(node))


class Bugs(ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def say(self, node, code, message):
        self.found.append((node.lineno, code, message))

    def visit_UnaryOp(self, node):
        if isinstance(node.op, ast.UAdd) and isinstance(node.operand, ast.UnaryOp):
            if isinstance(node.operand.op, ast.UAdd):
                self.say(node, "B002", "Python has no ++n; write n += 1")
        self.generic_visit(node)

    def visit_Assign(self, node):
        if any(name(target) == "os.environ" for target in node.targets):
            self.say(node, "B003", "assigning to os.environ does not clear the environment; use os.environ.clear()")
        self.generic_visit(node)

    def visit_Call(self, node):
        called = name(node.func)
        if called in ("hasattr", "getattr") and len(node.args) > 1:
            if isinstance(node.args[1], ast.Constant) and node.args[1].value == "__call__":
                self.say(node, "B004", "use callable(x) to ask whether x can be called")
            elif called == "getattr" and len(node.args) == 2 and plain(node.args[1]):
                self.say(node, "B009", "getattr with a constant is no safer than the attribute itself")
        if called in ("contextlib.suppress", "suppress") and not node.args and not node.keywords:
            self.say(node, "B022", "contextlib.suppress() without an exception suppresses nothing")
        self.generic_visit(node)

    def defaults(self, node):
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            called = name(default.func).rsplit(".", 1)[-1] if isinstance(default, ast.Call) else ""
            if isinstance(default, MUTABLE) or called in MUTABLE_CALLS:
                self.say(default, "B006", "a mutable default is shared by all calls; use None and make it inside")

    def visit_FunctionDef(self, node):
        self.defaults(node)
        self.docstring(node)
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node):
        self.defaults(node)
        self.generic_visit(node)

    def visit_ClassDef(self, node):
        self.docstring(node)
        self.generic_visit(node)

    def docstring(self, node):
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.JoinedStr):
            self.say(first, "B021", "an f-string is no docstring")

    def visit_Expr(self, node):
        value = node.value
        if isinstance(value, ast.Compare):
            self.say(node, "B015", "the result of this comparison is not used; assert it or take it away")
        elif isinstance(value, MUTABLE[:3]) or (
            isinstance(value, ast.Constant) and not isinstance(value.value, (str, bytes)) and value.value is not ...
        ):
            self.say(node, "B018", "this expression does nothing")
        elif isinstance(value, ast.Call) and name(value.func) == "setattr":
            if len(value.args) == 3 and plain(value.args[1]):
                self.say(node, "B010", "setattr with a constant is no safer than an assignment")
        self.generic_visit(node)

    def visit_Assert(self, node):
        if isinstance(node.test, ast.Constant) and node.test.value is False:
            self.say(node, "B011", "assert False is taken away by python -O; raise AssertionError()")
        self.generic_visit(node)

    def visit_Raise(self, node):
        if isinstance(node.exc, ast.Constant):
            self.say(node, "B016", "a literal cannot be raised")
        self.generic_visit(node)

    def visit_With(self, node):
        for item in node.items:
            call = item.context_expr
            if isinstance(call, ast.Call) and call.args and not any(k.arg == "match" for k in call.keywords):
                raises = name(call.func).rsplit(".", 1)[-1] in ("raises", "assertRaises")
                if raises and name(call.args[0]) in ("Exception", "BaseException"):
                    self.say(node, "B017", "any Exception would do here, also one from a mistake in the test")
        self.generic_visit(node)

    visit_AsyncWith = visit_With

    def visit_Try(self, node):
        for inner in within(node.finalbody, SCOPES):
            if isinstance(inner, ast.Return):
                self.say(inner, "B012", "return in finally swallows exceptions")
        for inner in within(node.finalbody, (*SCOPES, ast.For, ast.AsyncFor, ast.While)):
            if isinstance(inner, (ast.Break, ast.Continue)):
                self.say(inner, "B012", "break or continue in finally swallows exceptions")
        seen = set()
        for handler in node.handlers:
            self.handler(handler, seen)
        self.generic_visit(node)

    visit_TryStar = visit_Try

    def handler(self, handler, seen):
        kind = handler.type
        listed = kind.elts if isinstance(kind, ast.Tuple) else [kind] if kind is not None else []
        names = [name(each) for each in listed]
        if isinstance(kind, ast.Tuple) and len(names) == 1 and not isinstance(kind.elts[0], ast.Starred):
            self.say(handler, "B013", "a tuple of one exception; write the exception")
        if len(set(filter(None, names))) < len(list(filter(None, names))):
            self.say(handler, "B014", "an exception is named twice in one handler")
        for one in sorted(set(filter(None, names)) & seen):
            self.say(handler, "B025", f"{one} is handled twice; the second handler never runs")
        seen.update(filter(None, names))
        for inner in within(handler.body, (*SCOPES, ast.Try)):
            if isinstance(inner, ast.Raise) and isinstance(inner.exc, (ast.Call, ast.Attribute)) and inner.cause is None:
                self.say(inner, "B904", "within except, raise ... from err, or from None")


def comments(text):
    found = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            match = NOQA.search(token.string) if token.type == tokenize.COMMENT else None
            if match:
                codes = match.group("codes")
                found[token.start[0]] = re.split(r"[\s,]+", codes.upper()) if codes else []
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def taken_back(code, codes):
    return codes is not None and (not codes or any(code.startswith(each) for each in codes))


def everything():
    for folder, folders, names in os.walk("."):
        folders.sort()
        yield from (os.path.normpath(os.path.join(folder, n)) for n in sorted(names) if n.endswith((".py", ".pyi")))


report, files, findings, noqa = sys.argv[1], 0, [], []
for path in sys.argv[2:] or everything():
    with tokenize.open(path) as source:
        code = source.read()
    visitor = Bugs()
    tree = ast.parse(code, path)
    visitor.visit(tree)
    said = comments(code)
    files += 1
    noqa += [{"file": path, "line": line, "codes": codes} for line, codes in said.items()]
    for line, rule, message in sorted(visitor.found):
        if not taken_back(rule, said.get(line)):
            findings.append({"file": path, "line": line, "rule": rule, "message": message})
with open(report, "w") as out:
    json.dump({"files": files, "findings": findings, "noqa": noqa}, out)
