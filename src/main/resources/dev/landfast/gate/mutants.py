"""Small wrong versions of some lines, each of which a test ought to notice.

usage: mutants.py LINES REPORT      LINES: a JSON object, file -> line numbers

A mutant changes one operator, constant, condition or returned value that begins on one of these lines. Left out is what could
not be noticed or is not behaviour: annotations, docstrings, text, `__all__`, what is called on a logger.

Writes {"files": read, "mutants": [{file, line, what, start, end, text, function, added, kind}]}; start and end are offsets in
bytes. "function" is the outermost function around, empty outside of any, and "added" whether it begins on one of these lines.
"kind" is "value" where what the function figures out is other: an operator, or a truth that is not handed to somebody. It is
"none" where nothing is returned, and "other" for conditions, defaults, what is raised, numbers and arguments.
"""

import ast
import json
import sys

COMPARE = {
    ast.Lt: ("<", ">="), ast.LtE: ("<=", ">"), ast.Gt: (">", "<="), ast.GtE: (">=", "<"),
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"),
}
ARITHMETIC = {
    ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "/"), ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"), ast.Mod: ("%", "*"),
}
SAYING = {"debug", "info", "warning", "error", "exception", "critical", "log", "print"}


class Mutants(ast.NodeVisitor):
    def __init__(self, path, data, lines):
        self.path, self.data, self.lines = path, data, lines
        self.starts = [0]
        for line in data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.found = []
        self.function, self.added, self.aside = "", False, 0

    def span(self, node):
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node):
        start, end = self.span(node)
        return self.data[start:end].decode("utf-8")

    def say(self, node, what, start, end, text, kind="value"):
        if node.lineno in self.lines:
            kind = "other" if self.aside and kind == "value" else kind
            self.found.append((node.lineno, what, start, end, text, (self.function, self.added, kind)))

    def beside(self, *nodes):
        """What is in there decides or is handed on; it is not what the function figures out."""
        self.aside += 1
        for each in nodes:
            self.visit(each)
        self.aside -= 1

    def between(self, node, left, right, old, new):
        """Changes the operator between two operands, where it stands there as it should."""
        start, end = self.span(left)[1], self.span(right)[0]
        gap = self.data[start:end].decode("utf-8")
        if gap.count(old) == 1 and "#" not in gap:
            at = start + len(gap[: gap.index(old)].encode("utf-8"))
            self.say(node, f"{old} becomes {new}", at, at + len(old), new)

    def visit_Compare(self, node):
        left = node.left
        for operator, right in zip(node.ops, node.comparators):
            old, new = COMPARE[type(operator)]
            self.between(node, left, right, old, new)
            left = right
        self.generic_visit(node)

    def visit_BinOp(self, node):
        if type(node.op) in ARITHMETIC and not self.textual(node):
            self.between(node, node.left, node.right, *ARITHMETIC[type(node.op)])
        self.generic_visit(node)

    def visit_BoolOp(self, node):
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:]):
            self.between(node, left, right, old, new)
        self.generic_visit(node)

    def visit_UnaryOp(self, node):
        if isinstance(node.op, ast.Not):
            start, end = self.span(node)
            self.say(node, "not is gone", start, end, "(" + self.text(node.operand) + ")")
        self.generic_visit(node)

    def visit_Return(self, node):
        value = node.value
        if value is not None and not (isinstance(value, ast.Constant) and value.value is None):
            start, end = self.span(value)
            self.say(node, "None is returned", start, end, "None", "none")
        self.generic_visit(node)

    def visit_Constant(self, node):
        start, end = self.span(node)
        if isinstance(node.value, bool):
            self.say(node, f"{node.value} becomes {not node.value}", start, end, str(not node.value))
        elif isinstance(node.value, (int, float)):
            self.say(node, f"{self.text(node)} becomes {self.text(node)} + 1", start, end, f"({self.text(node)} + 1)", "other")

    def condition(self, node):
        if isinstance(node.test, (ast.Name, ast.Attribute, ast.Call, ast.Subscript)):
            start, end = self.span(node.test)
            text = "(not " + self.text(node.test) + ")"
            self.say(node.test, "the condition is turned round", start, end, text, "other")
        self.beside(node.test)
        for each in ast.iter_child_nodes(node):
            if each is not node.test:
                self.visit(each)

    visit_If = visit_While = visit_IfExp = condition

    def visit_comprehension(self, node):
        self.visit(node.iter)
        self.beside(*node.ifs)

    def visit_Raise(self, node):
        self.beside(*ast.iter_child_nodes(node))

    visit_Assert = visit_Raise

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name not in SAYING:
            self.visit(node.func)
            for each in [*node.args, *(k.value for k in node.keywords)]:
                self.beside(each) if isinstance(each, ast.Constant) else self.visit(each)

    def visit_FunctionDef(self, node):
        before = self.function, self.added
        if not self.function:
            self.function, self.added = f"{node.lineno}:{node.name}", node.lineno in self.lines
        self.beside(*node.args.defaults, *filter(None, node.args.kw_defaults))
        for each in node.body:
            self.visit(each)
        self.function, self.added = before

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        for each in node.body:
            self.visit(each)

    def visit_Assign(self, node):
        if not any(isinstance(t, ast.Name) and t.id.startswith("__") for t in node.targets):
            self.generic_visit(node)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.visit(node.value)

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_JoinedStr(self, node):
        pass

    @staticmethod
    def textual(node):
        return any(
            isinstance(side, ast.JoinedStr) or isinstance(side, ast.Constant) and isinstance(side.value, (str, bytes))
            for side in (node.left, node.right)
        )


report, wanted = [], json.load(open(sys.argv[1], encoding="utf-8"))
for path, lines in sorted(wanted.items()):
    with open(path, "rb") as source:
        data = source.read()
    if data.startswith(b"\xef\xbb\xbf"):
        continue
    try:
        tree = ast.parse(data, path)
        data.decode("utf-8")
    except (SyntaxError, ValueError):
        continue
    mutants = Mutants(path, data, set(lines))
    mutants.visit(tree)
    plain = ast.dump(tree)
    for line, what, start, end, text, part in sorted(mutants.found):
        changed = data[:start] + text.encode("utf-8") + data[end:]
        try:
            if ast.dump(ast.parse(changed, path)) == plain:
                continue
        except (SyntaxError, ValueError):
            continue
        place = {"file": path, "line": line, "what": what, "start": start, "end": end, "text": text}
        report.append({**place, "function": part[0], "added": part[1], "kind": part[2]})
with open(sys.argv[2], "w", encoding="utf-8") as out:
    json.dump({"files": len(wanted), "mutants": report}, out)
