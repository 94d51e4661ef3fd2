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
/// It has no task, no claim and no file until it is told all the words of its command line; when
/// whoever made it dies before that, its input ends and so does it. There is one at most, made when
/// a task begins and again when it has ended, and not for long.
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

    /// Gives the words to the shim that waits; empty when there is none for them.
    Optional<Process> take(List<String> words, Map<String, String> environment) {
        Spare spare = held.getAndSet(null);
        if (spare == null) {
            return Optional.empty();
        }
        if (spare.environment().equals(environment)
                && canBeTold(words)
                && tell(spare.process(), words)) {
            return Optional.of(spare.process());
        }
        // Gone before another one gets its task: only one may begin it.
        spare.process().destroyForcibly().onExit().join();
        return Optional.empty();
    }

    /// Each is a line; what no command line can hold is left to the system to refuse.
    private static boolean canBeTold(List<String> words) {
        return words.stream().noneMatch(word -> word.contains("\n") || word.contains("\0"))
                && words.stream().mapToInt(String::length).sum() <= MOST_CHARACTERS;
    }

    /// The last line says that it was all.
    private static boolean tell(Process process, List<String> words) {
        String text = words.size() + "\n" + String.join("\n", words) + "\ngo\n";
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(CHARSET));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
