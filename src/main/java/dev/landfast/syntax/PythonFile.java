package dev.landfast.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a file of Python source says, read and never run.
///
/// It survives whatever the file holds: a part that is no Python is left out, a file that is too
/// large or in no known encoding is empty, and {@link #trouble} says so.
public final class PythonFile {

    private final Source source;
    private Optional<Walk> walk = Optional.empty();
    private Optional<List<PythonTest>> tests = Optional.empty();

    private PythonFile(Source source) {
        this.source = source;
    }

    /// Why no file can be parsed on this machine: the parser is a library for usual processors and
    /// systems.
    public static Optional<String> obstacle() {
        return Grammar.obstacle();
    }

    /// @param content in UTF-8, or in the encoding that its first lines name
    public static PythonFile parse(byte[] content) {
        return new PythonFile(Source.of(content));
    }

    /// Why this is not all that the file says.
    public Optional<String> trouble() {
        return source.trouble();
    }

    /// Tests in the order of the file.
    public synchronized List<PythonTest> tests() {
        if (tests.isEmpty()) {
            tests = Optional.of(Tests.in(source));
        }
        return tests.get();
    }

    private synchronized Walk walk() {
        if (walk.isEmpty()) {
            walk = Optional.of(Walk.through(source));
        }
        return walk.get();
    }

    public List<Suppression> suppressions() {
        return walk().suppressions;
    }

    /// Dotted names: `os`, `app.sums.add`, `app.*`.
    public List<String> imports() {
        return walk().imports;
    }

    public List<Call> calls() {
        return walk().calls;
    }

    public List<Function> functions() {
        return walk().functions;
    }

    public List<Assignment> assignments() {
        return walk().assignments;
    }

    /// Names with dots and texts, wherever they stand; no docstrings.
    public List<Mention> mentions() {
        return walk().mentions();
    }

    /// Comments and texts that stand beside code; no docstrings.
    public List<Remark> remarks() {
        return walk().remarks;
    }

    /// Texts and numbers by which code decides: operands of `==`, members of what it looks into,
    /// keys of tables, cases.
    public List<Mention> deciding() {
        return walk().deciding();
    }

    /// All numbers, as written.
    public List<Mention> numbers() {
        return walk().numbers();
    }

    /// Lines on which something is done that is more than an import or a docstring.
    public Set<Integer> statements() {
        return walk().statements;
    }
}
