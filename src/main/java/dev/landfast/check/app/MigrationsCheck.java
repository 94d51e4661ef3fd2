package dev.landfast.check.app;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Python;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Scratch;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Alembic's migrations run up, down and up again on a scratch database, and have one head.
///
/// The database's address reaches the project as `sqlalchemy.url`, whatever its alembic.ini says,
/// and through the variable `variable` (by default `DATABASE_URL`); `url` names another scratch
/// database than the SQLite file we make. Before the first migration alembic is asked where the
/// database stands, and a connection to any other place ends it: see landfast_alembic.py.
public final class MigrationsCheck implements Check {

    private static final String REPORT = "alembic.json";
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

    /// A revision behind the last one that cannot be carried out.
    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var tree = bench.candidate().quiet();
        var folder = Revisions.folder(tree);
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        var last =
                Revisions.in(tree).heads().stream()
                        .findFirst()
                        .map(h -> '"' + h + '"')
                        .orElse("None");
        var text =
                """
                revision = "canary"
                down_revision = %s
                branch_labels = None
                depends_on = None


                def upgrade():
                    raise RuntimeError("planted")


                def downgrade():
                    pass
                """
                        .formatted(last);
        return Optional.of(
                Plant.file(folder.get() + "/versions/landfast_canary.py", text)
                        .with(Map.of("sequence", List.of("up")))
                        .on(Plant.Soil.CANDIDATE));
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
        var url = given.orElseGet(() -> Bench.sqlite(quiet, file));
        var address = new Address(variable, url, given.orElseGet(() -> plain(quiet, file)));
        var run = new Sequence(bench, scratch, address);
        run.assertOurs();
        return run.run(words(with), revisions.heads());
    }

    /// Where the scratch database is.
    ///
    /// @param variable the project's own
    /// @param url what the variable says
    /// @param ini what alembic is told, by a driver that suits its environment
    private record Address(String variable, String url, String ini) {

        Unmeasured missed(String where) {
            return Unmeasured.of(
                    Verdict.Cause.SERVICE,
                    "the migrations would reach a real database: " + Terminal.plain(where),
                    "let the migrations' env.py take the address from alembic's configuration or from "
                            + variable
                            + ", or set migrations.variable in landfast.yaml");
        }
    }

    /// Only an environment that awaits can use a driver that is awaited.
    private static String plain(Checkout checkout, Path file) {
        var env = Revisions.folder(checkout).orElse("") + "/env.py";
        var project = new PythonProject(checkout);
        return project.has(env) && project.text(env).contains("async_engine")
                ? Bench.sqlite(checkout, file)
                : "sqlite:///" + file;
    }

    private static List<String> words(Config with) {
        return with.texts("sequence").isEmpty()
                ? List.of("up", "down", "up")
                : with.texts("sequence");
    }

    /// The commands of one check, over one checkout and one database.
    private static final class Sequence {

        private final Bench bench;
        private final Python python;
        private final Checkout checkout;
        private final Scratch scratch;
        private final Address address;
        private int number;

        Sequence(Bench bench, Scratch scratch, Address address) {
            this.bench = bench;
            this.python = bench.python("alembic");
            this.checkout = bench.candidate().fresh();
            this.scratch = scratch;
            this.address = address;
        }

        /// @throws Unmeasured when the project's environment does not connect to our database
        void assertOurs() throws InterruptedException {
            var ended = alembic(List.of("current"));
            var seen = report();
            if (!seen.path("reached").asBoolean(false)) {
                if (seen.path("seen").size() > 0) {
                    throw address.missed(seen.path("seen").path(0).asString(""));
                }
                throw Unmeasured.evidence(
                        "the migrations did not reach the scratch database: "
                                + lastLine(said(ended), "env.py connects to none"),
                        "let them read " + address.variable());
            }
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
            var script = bench.run().resources().named("landfast_alembic.py");
            var command = new ArrayList<>(List.of(python.path().toString(), script.toString()));
            command.addAll(words);
            var variables = new LinkedHashMap<String, String>();
            variables.put(address.variable(), address.url());
            variables.put("LANDFAST_URL", address.ini());
            variables.put("LANDFAST_REPORT", scratch.report(REPORT).toString());
            variables.put("LANDFAST_CODE", Bench.pathOfCode(checkout));
            var ended =
                    bench.start(
                            checkout,
                            python.tool("alembic"),
                            number++ == 0 ? scratch : scratch.again(number),
                            new Bench.Line(command, variables));
            var refused = report().path("refused").asString("");
            if (!refused.isEmpty()) {
                throw address.missed(refused);
            }
            return ended;
        }

        private JsonNode report() {
            try {
                return Json.read(scratch.report(REPORT));
            } catch (UnreadableReport e) {
                throw Unmeasured.evidence(
                        "alembic left no report of where it connected: " + e.getMessage(),
                        "look into the log of the check");
            }
        }

        private static String said(ToolRunner.Ended ended) {
            return ended.errors().isBlank() ? ended.text().strip() : ended.errors().strip();
        }

        private static String lastLine(String said, String otherwise) {
            return said.isEmpty()
                    ? otherwise
                    : Terminal.plain(said.substring(said.lastIndexOf('\n') + 1));
        }

        private Verdict failed(String command, ToolRunner.Ended ended) {
            var said = said(ended);
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
                                            + lastLine(said, "no reason given"))));
        }
    }
}
