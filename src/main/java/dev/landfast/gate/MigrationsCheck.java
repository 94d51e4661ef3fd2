package dev.landfast.gate;

import dev.landfast.definition.Config;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Alembic's migrations run up, down and up again on a scratch database, and have one head.
///
/// The database's URL reaches the project through the variable `variable` (by default
/// `DATABASE_URL`); `url` names another scratch database than the SQLite file we make. A project
/// that does not read the variable is not run at all: its migrations would go to a real database.
final class MigrationsCheck implements Check {

    private static final Pattern INI_URL =
            Pattern.compile("^sqlalchemy\\.url\\s*=\\s*(\\S+)", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("File \"([^\"]+)\", line (\\d+)");

    @Override
    public String name() {
        return "migrations";
    }

    @Override
    public Set<String> settings() {
        return Set.of("sequence", "url", "variable");
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var quiet = bench.candidate().quiet();
        if (Revisions.folder(quiet).isEmpty()) {
            if (with.flag("if-present", false) || with.values().isEmpty()) {
                bench.log().note("nothing to measure: there are no Alembic migrations");
                return new Verdict.Pass();
            }
            throw Unmeasured.evidence(
                    "there are no Alembic migrations", "take the check out of the gate");
        }
        var revisions = Revisions.in(quiet);
        bench.log().count("revisions", revisions.files().size());
        if (!revisions.findings().isEmpty()) {
            return new Verdict.Fail(revisions.findings());
        }
        var project = bench.project().map("migrations");
        var scratch = bench.scratch();
        var file = scratch.root().resolve("migrated.db");
        var variable =
                with.text("variable").or(() -> project.text("variable")).orElse("DATABASE_URL");
        var given =
                with.text("url")
                        .or(() -> project.text("url"))
                        .map(u -> u.replace("{file}", file.toString()));
        var url = given.orElseGet(() -> sqlite(quiet, variable, file));
        var run = new Sequence(bench, scratch, Map.of(variable, url));
        var verdict = run.run(words(with), revisions.heads());
        if (verdict.passed() && given.isEmpty()) {
            assertReached(file, variable);
        }
        return verdict;
    }

    private static List<String> words(Config with) {
        return with.texts("sequence").isEmpty()
                ? List.of("up", "down", "up")
                : with.texts("sequence");
    }

    /// @throws Unmeasured when the migrations would not go to our file
    private static String sqlite(Checkout checkout, String variable, Path file) {
        var project = new PythonProject(checkout);
        var ini = INI_URL.matcher(project.text("alembic.ini"));
        var asked =
                checkout.files().stream()
                        .filter(f -> f.endsWith(".py"))
                        .map(project::text)
                        .anyMatch(t ->
                                t.contains(variable)
                                        || t.contains(variable.toLowerCase(Locale.ROOT)));
        if (!asked && !(ini.find() && ini.group(1).startsWith("sqlite"))) {
            throw Unmeasured.of(
                    Verdict.Cause.SERVICE,
                    "nothing in the project reads "
                            + variable
                            + ": the migrations would reach a real database",
                    "let migrations/env.py read "
                            + variable
                            + ", or set migrations.variable in landfast.yaml");
        }
        return Bench.sqlite(checkout, file);
    }

    private static void assertReached(Path file, String variable) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                throw Unmeasured.evidence(
                        "the migrations did not reach the scratch database",
                        "let them read " + variable);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The commands of one check, over one checkout and one database.
    private static final class Sequence {

        private final Bench bench;
        private final Python python;
        private final Checkout checkout;
        private final Scratch scratch;
        private final Map<String, String> variables;
        private int number;

        Sequence(Bench bench, Scratch scratch, Map<String, String> variables) {
            this.bench = bench;
            this.python = bench.python("alembic");
            this.checkout = bench.candidate().fresh();
            this.scratch = scratch;
            this.variables = new LinkedHashMap<>(Bench.importing(checkout));
            this.variables.putAll(variables);
        }

        Verdict run(List<String> words, Set<String> heads) throws InterruptedException {
            for (var word : words) {
                var command =
                        switch (word) {
                            case "up" -> List.of("upgrade", "head");
                            case "down" -> List.of("downgrade", "base");
                            default ->
                                    throw Unmeasured.evidence(
                                            "'" + word + "' is no direction", "say up or down");
                        };
                var ended = alembic(command);
                if (ended.exit().orElse(-1) != 0) {
                    return failed(String.join(" ", command), ended);
                }
            }
            var now = alembic(List.of("current"));
            var up = words.getLast().equals("up");
            for (var head : heads) {
                if (up && !now.text().contains(head)) {
                    throw Unmeasured.evidence(
                            "after the last upgrade the database is not at "
                                    + head
                                    + ": "
                                    + Terminal.plain(now.text()),
                            "look into the log of the check");
                }
            }
            bench.log().count("steps", words.size());
            return new Verdict.Pass();
        }

        private ToolRunner.Ended alembic(List<String> words) throws InterruptedException {
            var command =
                    new java.util.ArrayList<>(List.of(python.path().toString(), "-m", "alembic"));
            command.addAll(words);
            return bench.start(
                    checkout,
                    python.tool("alembic"),
                    number++ == 0 ? scratch : scratch.again(number),
                    new Bench.Line(command, variables));
        }

        private Verdict failed(String command, ToolRunner.Ended ended) {
            var said = ended.errors().isBlank() ? ended.text().strip() : ended.errors().strip();
            var place = new Place("", 0);
            for (var found = PLACE.matcher(said); found.find(); ) {
                var file = found.group(1);
                if (file.startsWith(checkout.directory() + "/")) {
                    place =
                            new Place(
                                    file.substring(checkout.directory().toString().length() + 1),
                                    Integer.parseInt(found.group(2)));
                }
            }
            return new Verdict.Fail(
                    List.of(
                            Findings.of(
                                    "migration-failed",
                                    Level.CRITICAL,
                                    place,
                                    "alembic "
                                            + command
                                            + ": "
                                            + said.substring(said.lastIndexOf('\n') + 1))));
        }
    }
}
