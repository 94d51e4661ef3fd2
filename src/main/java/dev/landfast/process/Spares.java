package dev.landfast.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A shim that was started before its task is known, so that a task which follows another one in
/// the same environment does not wait for the five programs to load of which shim, namespace and
/// log keeper consist.
///
/// It has no task, no claim and no file until it is told which task it has; when whoever made it
/// dies before that, its input ends and so does it. There is one at most, made when a task begins
/// and again when it has ended, and not for long.
final class Spares {

    /// Unused for so long, it goes.
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final int MOST_CHARACTERS = 64 << 10;

    private static final Charset CHARSET =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final AtomicReference<@Nullable Spare> held = new AtomicReference<>();

    private record Spare(Process process, Map<String, String> environment) {}

    /// Makes one, beside whatever else is done, unless there is one.
    ///
    /// @param line the command line of a shim that waits for its task
    void prepare(List<String> line, Map<String, String> environment) {
        if (held.get() == null) {
            Thread.ofVirtual().name("spare").start(() -> make(line, environment));
        }
    }

    /// Returns when it was taken or has outlived its use.
    private void make(List<String> line, Map<String, String> environment) {
        try {
            Spare spare = new Spare(Launch.held(line, environment), environment);
            boolean kept = held.compareAndSet(null, spare);
            if (kept) {
                spare.process().waitFor(KEPT.toNanos(), TimeUnit.NANOSECONDS);
            }
            if (!kept || held.compareAndSet(spare, null)) {
                spare.process().destroyForcibly();
            }
        } catch (IOException e) {
            // The next task is started the usual way, and says what is wrong.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Gives the task of a state directory to the shim that waits; empty when there is none for it.
    Optional<Process> take(
            StateDirectory state, List<String> words, Map<String, String> environment) {
        Spare spare = held.getAndSet(null);
        if (spare == null) {
            return Optional.empty();
        }
        if (spare.environment().equals(environment) && tell(spare.process(), state, words)) {
            return Optional.of(spare.process());
        }
        // Gone before another one gets its task: only one may begin it.
        spare.process().destroyForcibly().onExit().join();
        return Optional.empty();
    }

    /// A line for the shim and one for its namespace. The words are in a file, because a shell
    /// reads its input byte by byte.
    private static boolean tell(Process process, StateDirectory state, List<String> words) {
        String line = state.path() + "\n";
        String all = String.join("", words);
        // What no command line can hold is left to the system to refuse.
        if (line.indexOf('\n') < line.length() - 1
                || all.contains("\0")
                || all.length() > MOST_CHARACTERS) {
            return false;
        }
        try (OutputStream in = process.getOutputStream()) {
            state.words(words, CHARSET);
            in.write(line.repeat(2).getBytes(CHARSET));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
