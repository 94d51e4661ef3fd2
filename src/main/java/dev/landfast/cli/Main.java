package dev.landfast.cli;

import dev.landfast.api.RunnerProcess;
import dev.landfast.api.Surroundings;
import dev.landfast.cli.Session.Streams;
import dev.landfast.console.Terminal;
import dev.landfast.problem.UsageProblem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Where the process starts.
public final class Main {

    private Main() {}

    /// @param args the words after `landfast`
    public static void main(String[] args) {
        var out = stream(FileDescriptor.out);
        var err = stream(FileDescriptor.err);
        var surroundings = Surroundings.ofProcess("terminal");
        var streams =
                new Streams(
                        out,
                        err,
                        terminal(surroundings, "landfast.stdout"),
                        terminal(surroundings, "landfast.stderr"));
        var code = run(List.of(args), surroundings, streams);
        // A reader that has gone away, as after `| head`, is nobody's fault.
        out.flush();
        err.flush();
        // Nothing is left to do; an orderly exit would first start a logger to say so.
        Runtime.getRuntime().halt(code);
    }

    /// One command from its words to its exit code.
    static int run(List<String> words, Surroundings surroundings, Streams streams) {
        var given = new ArrayList<>(words);
        var session = new Session(surroundings, streams);
        try {
            session = new Session(folder(given, surroundings), streams);
            return dispatch(given, session).number();
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            return Mishap.tell(e, session).number();
        } finally {
            session.close();
        }
    }

    private static ExitCode dispatch(List<String> words, Session session)
            throws InterruptedException {
        if (words.isEmpty() || words.equals(List.of("--json"))) {
            var needs = new NeedsCommand();
            return needs.run(Words.parse(needs.usage(), words), session);
        }
        if (words.equals(List.of(RunnerProcess.VERB))) {
            return carry(session);
        }
        switch (words.getFirst()) {
            case "--version", "-V" -> words.set(0, "version");
            case "--help", "-h" -> words.set(0, "help");
            default -> {}
        }
        var verbs = Verbs.all();
        var verb = Verb.of(words, verbs).orElseThrow(() -> unknown(words, verbs));
        var after = words.subList(verb.length(), words.size());
        var command = verb.command().get();
        if (asksForHelp(after)) {
            return Help.of(verb, command.usage(), session);
        }
        try {
            return command.run(Words.parse(command.usage(), after), session);
        } catch (UsageProblem e) {
            if (e.code().compareTo("LF-110") < 0) {
                throw new UsageProblem(
                        e.code(),
                        e.what(),
                        e.where(),
                        (e.remedy() + "\n").stripLeading() + "landfast help " + verb.name());
            }
            throw e;
        }
    }

    /// The process behind the runs; nobody types this.
    private static ExitCode carry(Session session) throws InterruptedException {
        return RunnerProcess.live(session.surroundings())
                .map(cause -> Mishap.tell(cause, session))
                .orElse(ExitCode.DONE);
    }

    private static boolean asksForHelp(List<String> words) {
        var end = words.indexOf("--");
        var options = end < 0 ? words : words.subList(0, end);
        return options.contains("--help") || options.contains("-h");
    }

    /// `-C DIR` before the verb: as if called from there.
    private static Surroundings folder(List<String> words, Surroundings surroundings) {
        var chosen = surroundings;
        while (!words.isEmpty() && words.getFirst().equals("-C")) {
            words.removeFirst();
            if (words.isEmpty()) {
                throw new UsageProblem("LF-103", "'-C' needs a value, the folder", "", "");
            }
            var name = words.removeFirst();
            chosen = chosen.in(Words.path(name));
            if (!Files.isDirectory(chosen.directory())) {
                throw new UsageProblem(
                        "LF-106", "there is no folder " + Words.quoted(name), "", "");
            }
        }
        return chosen;
    }

    private static UsageProblem unknown(List<String> words, List<Verb> verbs) {
        var first = words.getFirst();
        var below = verbs.stream().map(Verb::name).filter(n -> n.startsWith(first + " ")).toList();
        if (!below.isEmpty()) {
            var what =
                    words.size() < 2
                            ? "'" + first + "' needs one more word"
                            : "there is no " + Words.quoted(first + " " + words.get(1));
            return new UsageProblem("LF-101", what, "", "one of: " + String.join(", ", below));
        }
        return Verbs.unknown(first, verbs, "landfast ");
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
                false,
                StandardCharsets.UTF_8);
    }

    /// The launcher says how wide the terminal is that a stream goes to; nothing means that it is
    /// none.
    private static Terminal terminal(Surroundings surroundings, String property) {
        var columns = System.getProperty(property, "");
        return Terminal.of(
                !columns.isEmpty(),
                surroundings.variable("NO_COLOR"),
                surroundings.variable("TERM"),
                columns);
    }
}
