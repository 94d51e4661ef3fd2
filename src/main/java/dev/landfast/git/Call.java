package dev.landfast.git;

import dev.landfast.problem.LandfastException;
import dev.landfast.process.Capture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One git command being put together, then run.
///
/// Every command here can be repeated: it writes what is already there, or it names the value it
/// expects to replace. So a command that a signal ended, or that met a lock nobody holds any more,
/// is simply run again.
final class Call {

    private static final int ATTEMPTS = 3;

    /// They start nothing that could outlive them, and leave no lock when a signal ends them.
    private static final Set<String> QUICK =
            Set.of(
                    "cat-file",
                    "check-ref-format",
                    "commit-tree",
                    "for-each-ref",
                    "ls-files",
                    "ls-tree",
                    "merge-base",
                    "merge-tree",
                    "rev-list",
                    "rev-parse",
                    "var");

    private final Git git;
    private final List<String> words;
    private final Map<String, String> more = new LinkedHashMap<>();
    private Optional<byte[]> stdin = Optional.empty();
    private boolean literal = true;
    private Duration timeout = Duration.ofMinutes(5);

    Call(Git git, List<String> words) {
        this.git = git;
        this.words = new ArrayList<>(words);
    }

    Call and(String... further) {
        words.addAll(List.of(further));
        return this;
    }

    Call and(List<String> further) {
        words.addAll(further);
        return this;
    }

    /// A setting that holds for this command only.
    Call with(String variable, String value) {
        more.put(variable, value);
        return this;
    }

    /// Works on an index of its own instead of the checkout's.
    Call index(Path file) {
        return with("GIT_INDEX_FILE", file.toString());
    }

    Call stdin(byte[] bytes) {
        stdin = Optional.of(bytes);
        return this;
    }

    Call stdin(String text) {
        return stdin(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Names on standard input, each ended by NUL, as `-z --stdin` wants them.
    Call names(Iterable<String> names) {
        var text = new StringBuilder();
        names.forEach(n -> text.append(n).append('\0'));
        return stdin(text.toString());
    }

    /// For the one command that refuses to take paths literally and takes them so anyway.
    Call withoutLiteral() {
        literal = false;
        return this;
    }

    Call within(Duration longest) {
        timeout = longest;
        return this;
    }

    /// Whatever the code, once.
    Reply run() {
        var quick = QUICK.contains(words.getFirst());
        return new Reply(quick ? git.tool().runQuickly(capture()) : git.tool().run(capture()));
    }

    /// The reply of a command that succeeded.
    Reply ok() {
        var reply = calm();
        return reply.ok() ? reply : fail(reply);
    }

    /// Whatever the code, and once more after a signal. For reads, and for writes of objects, which
    /// take no lock.
    Reply calm() {
        var reply = run();
        return reply.killed() ? run() : reply;
    }

    /// For commands that take locks: a lock left behind by a dead one of ours is removed, one that
    /// is held is waited for.
    Reply write() {
        var reply = tryWriting();
        return reply.ok() ? reply : fail(reply);
    }

    /// Like {@link #write()}, but a refusal is the caller's to read.
    Reply tryWriting() {
        try (var entry = git.locks().enter()) {
            var reply = run();
            var died = reply.killed();
            for (var attempt = 1; attempt < ATTEMPTS && !reply.ok(); attempt++) {
                var lock = Locks.named(reply.err());
                var again = lock.isPresent() ? git.locks().clear(lock.get()) : reply.killed();
                if (!again) {
                    break;
                }
                reply = run();
                died |= reply.killed();
            }
            if (died) {
                entry.leave();
            }
            return reply;
        }
    }

    private Reply fail(Reply reply) {
        throw problem(reply);
    }

    LandfastException problem(Reply reply) {
        var lock = Locks.named(reply.err());
        return lock.isPresent()
                ? Trouble.locked(lock.get())
                : Trouble.refused("git " + words.getFirst(), reply.err());
    }

    private Capture capture() {
        var command = new ArrayList<String>();
        command.add(git.tool().program().toString());
        command.add("--git-dir=" + git.gitDir());
        git.workTree().ifPresent(tree -> command.add("--work-tree=" + tree));
        if (literal) {
            command.add("--literal-pathspecs");
        }
        command.addAll(words);
        var environment = git.settings().environment();
        if (!more.isEmpty()) {
            environment = new LinkedHashMap<>(environment);
            environment.putAll(more);
        }
        var directory = git.workTree().orElse(git.gitDir());
        return new Capture(command, directory, environment, timeout, stdin);
    }
}
