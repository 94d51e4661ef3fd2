package dev.landfast.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Kills runners at their n-th durable system call. The program that does it is `kill-at.c`.
final class KillAt {

    private final Path program;

    private KillAt(Path program) {
        this.program = program;
    }

    /// Who dies.
    enum Victim {
        /// Every process below the runner too, as when the power fails.
        TREE,
        /// The runner alone; its agents and whatever git was just doing go on.
        RUNNER,
        /// Nobody: the runner is stopped, and may wake up later.
        STOP
    }

    /// Which calls count.
    enum Calls {
        /// What changes a name, writes in place, cuts or forces to the disk.
        DURABLE,
        /// What makes a file, empties it, or writes on at its end.
        CONTENT
    }

    /// @param at 0 for nowhere
    /// @param hold milliseconds the call waits before that, as on a slow disk
    record Plan(Calls calls, long at, Victim victim, long hold) {}

    /// Compiles it. Skips the test where that cannot be done.
    static KillAt in(Path folder) throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux") && runs("cc", "--version"),
                "system calls are counted on Linux with a C compiler only: NOT TESTED HERE");
        var source = folder.resolve("kill-at.c");
        try (var in = KillAt.class.getResourceAsStream("kill-at.c")) {
            Files.copy(in, source);
        }
        var program = folder.resolve("kill-at");
        if (!runs("cc", "-O1", "-o", program.toString(), source.toString())) {
            throw new IllegalStateException("kill-at.c does not compile");
        }
        return new KillAt(program);
    }

    private static boolean runs(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                            .inheritIO()
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// One life of a runner.
    final class Life implements AutoCloseable {

        private final Process process;
        private final BufferedReader out;
        private final List<String> calls = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private long pid;
        private long total;
        private boolean killed;

        private Life(Process process) {
            this.process = process;
            this.out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
        }

        /// Until the runner has ended or is stopped.
        Life await() throws IOException {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                var words = line.split(" ", 2);
                switch (words[0]) {
                    case "runner" -> pid = Long.parseLong(words[1]);
                    case "call" -> calls.add(words[1]);
                    case "calls" -> {
                        total = Long.parseLong(words[1]);
                        return this;
                    }
                    case "ended" -> killed |= words[1].equals("signal 9");
                    case "stopped", "done" -> {
                        killed = true;
                        return this;
                    }
                    default -> said.add(line);
                }
            }
            return this;
        }

        /// Those that were made; with a plan the one that was not.
        List<String> calls() {
            return calls;
        }

        long pid() {
            return pid;
        }

        long total() {
            return total;
        }

        boolean killed() {
            return killed;
        }

        List<String> said() {
            return said;
        }

        /// Until nothing that it started is left.
        @Override
        public void close() throws IOException {
            while (out.readLine() != null) {
                // What is still said interests nobody.
            }
            try {
                if (!process.waitFor(1, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
            }
        }
    }

    Life start(Thirteen project, Plan plan, List<Path> front) throws IOException {
        var words = new ArrayList<String>();
        words.add(program.toString());
        words.add(plan.calls().name().toLowerCase(Locale.ROOT));
        words.add(Long.toString(plan.at()));
        words.add(plan.victim().name().toLowerCase(Locale.ROOT));
        words.add(Long.toString(plan.hold()));
        words.add(project.project().temp().toRealPath().toString());
        words.addAll(Thirteen.runner(front));
        return new Life(project.command(words).start());
    }
}
