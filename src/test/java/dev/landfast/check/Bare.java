package dev.landfast.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Python as somebody without gates runs it, who looks at the exit code.
final class Bare {

    private static final String PYTHON = "/usr/bin/python3";

    private Bare() {}

    /// @param said both what it printed and what it complained of
    record Done(int code, String said) {}

    static Done python(Path tree, List<String> words) {
        var command = new ArrayList<>(List.of(PYTHON, "-B"));
        command.addAll(words);
        var builder = new ProcessBuilder(command).directory(tree.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
        builder.environment().put("PATH", "/usr/bin:/bin");
        try {
            var process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("took too long: " + command);
            }
            return new Done(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// What a naive gate asks.
    static Done pytest(Path tree, List<String> more) {
        var words = new ArrayList<>(List.of("-m", "pytest", "-q", "-p", "no:cacheprovider"));
        words.addAll(more);
        return python(tree, words);
    }

    /// Whether some Python holds in a tree, on a machine that has no bytecode of it yet.
    static boolean holds(Path tree, String script) {
        var words = List.of("-X", "pycache_prefix=/nowhere", "-c", script + "\nprint('it held')\n");
        var done = python(tree, words);
        return done.code() == 0 && done.said().contains("it held");
    }
}
