package dev.landfast.git;

import dev.landfast.problem.RepositoryProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names of commits. Every change names the value it expects to replace, so that two writers
/// cannot overwrite each other: that comparison is the lock under which merges happen.
public final class Refs {

    private static final String HEADS = "refs/heads/";

    private final Git git;

    Refs(Git git) {
        this.git = git;
    }

    /// One change of a transaction.
    ///
    /// @param expected the value now; empty when the ref must not exist
    /// @param value the value afterwards; empty deletes the ref
    public record Change(String ref, Optional<String> expected, Optional<String> value) {

        public static Change create(String ref, String value) {
            return new Change(ref, Optional.empty(), Optional.of(value));
        }

        public static Change move(String ref, String expected, String value) {
            return new Change(ref, Optional.of(expected), Optional.of(value));
        }

        public static Change delete(String ref, String expected) {
            return new Change(ref, Optional.of(expected), Optional.empty());
        }

        private String line() {
            if (value.isEmpty()) {
                return "delete " + ref + "\0" + expected.orElse("") + "\0";
            }
            return expected.isEmpty()
                    ? "create " + ref + "\0" + value.get() + "\0"
                    : "update " + ref + "\0" + value.get() + "\0" + expected.get() + "\0";
        }
    }

    public static String branch(String name) {
        return HEADS + name;
    }

    /// The commit a branch, tag, ref or id stands for.
    public Optional<String> commit(String name) {
        return parse(name + "^{commit}");
    }

    /// As {@link #commit}, of a name that a person gave.
    ///
    /// @throws RepositoryProblem when nothing is called so
    public String known(String name) {
        return commit(name)
                .filter(_ -> !name.isEmpty())
                .orElseThrow(() -> Trouble.unknownRevision(name));
    }

    /// The exact value of a full ref name.
    public Optional<String> value(String ref) {
        return parse(ref);
    }

    /// The tree of a commit.
    public Optional<String> tree(String commit) {
        return parse(commit + "^{tree}");
    }

    private Optional<String> parse(String expression) {
        if (expression.startsWith("-") || expression.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        var reply =
                git.call("rev-parse", "--verify", "--quiet", "--end-of-options", expression).run();
        return reply.ok() ? Optional.of(reply.line()) : Optional.empty();
    }

    /// All refs below a prefix that ends in a slash, by name.
    public Map<String, String> below(String prefix) {
        var reply = git.call("for-each-ref", "--format=%(objectname) %(refname)", prefix).ok();
        var found = new LinkedHashMap<String, String>();
        reply.text()
                .lines()
                .forEach(line -> {
                    var split = line.indexOf(' ');
                    found.put(line.substring(split + 1), line.substring(0, split));
                });
        return found;
    }

    /// Whether git accepts it as the name of a branch.
    public boolean isBranchName(String name) {
        return !name.startsWith("-")
                && name.indexOf('\0') < 0
                && git.call("check-ref-format", "--branch", name).run().ok()
                && git.call("check-ref-format", HEADS + name).run().ok();
    }

    /// Moves all of the refs or none.
    ///
    /// Repeating it is harmless: what is already as wanted counts as done.
    ///
    /// @return false when a ref has another value than expected
    public boolean change(List<Change> changes) {
        if (changes.isEmpty()) {
            return true;
        }
        var text = new StringBuilder();
        changes.forEach(c -> text.append(c.line()));
        var call = git.call("update-ref", "--no-deref", "--stdin", "-z").stdin(text.toString());
        var reply = call.tryWriting();
        if (reply.ok()) {
            return true;
        }
        var open = remaining(changes);
        if (open.size() < changes.size()) {
            return change(open);
        }
        if (Locks.named(reply.err()).isEmpty() && open.stream().anyMatch(this::isOutdated)) {
            return false;
        }
        throw call.problem(reply);
    }

    public boolean change(Change change) {
        return change(List.of(change));
    }

    /// Sets a ref that is ours alone, whatever it was.
    public void set(String ref, String value) {
        git.call("update-ref", "--no-deref", "--end-of-options", ref, value).write();
    }

    private List<Change> remaining(List<Change> changes) {
        var open = new ArrayList<Change>();
        for (var change : changes) {
            if (!value(change.ref()).equals(change.value())) {
                open.add(change);
            }
        }
        return open;
    }

    private boolean isOutdated(Change change) {
        return !value(change.ref()).equals(change.expected());
    }
}
