package dev.landfast.gate;

import dev.landfast.definition.Config;
import dev.landfast.definition.Durations;
import dev.landfast.gate.Evidence.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Where one check works: the trees, the tools and the evidence it leaves.
public final class Bench {

    private static final Duration USUAL = Duration.ofMinutes(10);

    private final GateRun run;
    private final String check;
    private final Config with;
    private final Turn turn;
    private final EvidenceLog log = new EvidenceLog();

    public Bench(GateRun run, String check, Config with) {
        this(run, check, with, Turn.USUAL);
    }

    /// @param turn of every tool that is run here
    public Bench(GateRun run, String check, Config with, Turn turn) {
        this.run = run;
        this.check = check;
        this.with = with;
        this.turn = turn;
    }

    public GateRun run() {
        return run;
    }

    public EvidenceLog log() {
        return log;
    }

    public Tree candidate() {
        return run.candidate();
    }

    public Tree base() {
        return run.base();
    }

    public Config project() {
        return run.project();
    }

    public Optional<String> material() {
        return Optional.ofNullable(run.request().material().get(check));
    }

    public Python python(String... modules) {
        return run.pythons().with(modules);
    }

    public Scratch scratch() {
        return run.scratch(check);
    }

    /// Runs a tool that only reads, in the shared checkout.
    public ToolRunner.Ended read(Tree tree, Tool tool, Scratch scratch, List<String> command)
            throws InterruptedException {
        return start(tree.quiet(), tool, scratch, new Line(command, Map.of()));
    }

    /// A command and the variables it is given besides the usual ones.
    public record Line(List<String> command, Map<String, String> more) {}

    /// Runs a tool in a checkout; one that runs code of the tree gets a checkout of its own.
    public ToolRunner.Ended start(Checkout checkout, Tool tool, Scratch scratch, Line line)
            throws InterruptedException {
        Oldest.assertMet(tool);
        var more = new LinkedHashMap<String, String>();
        more.putAll(database(checkout, scratch));
        more.putAll(line.more());
        var secrets = secrets();
        more.putAll(secrets);
        var spot =
                new ToolRunner.Spot(
                        run.gitDirectory(),
                        checkout,
                        scratch,
                        run.request().surroundings().environment(),
                        timeout());
        return run.tools()
                .run(
                        new ToolRunner.Order(tool, line.command(), spot, more, secrets.keySet()),
                        turn,
                        log);
    }

    /// A worktree's SQLite file is not for gates: they get an empty one, by the driver the project
    /// uses.
    private Map<String, String> database(Checkout checkout, Scratch scratch) {
        var given = run.request().surroundings().environment().getOrDefault("DATABASE_URL", "");
        return given.startsWith("sqlite")
                ? Map.of("DATABASE_URL", sqlite(checkout, scratch.root().resolve("tmp/gate.db")))
                : Map.of();
    }

    public static String sqlite(Checkout checkout, Path file) {
        var driver =
                new PythonProject(checkout).mentions("sqlite+aiosqlite")
                        ? "sqlite+aiosqlite"
                        : "sqlite";
        return driver + ":///" + file;
    }

    /// Variables for a tool that is to import code of the tree.
    public static Map<String, String> importing(Checkout checkout) {
        return Map.of("PYTHONPATH", pathOfCode(checkout));
    }

    /// Code under test comes from the checkout before anything that is installed.
    public static String pathOfCode(Checkout checkout) {
        var folders = new ArrayList<String>();
        if (checkout.files().stream().anyMatch(f -> f.startsWith("src/") && f.endsWith(".py"))) {
            folders.add(checkout.directory().resolve("src").toString());
        }
        folders.add(checkout.directory().toString());
        return String.join(":", folders);
    }

    private Map<String, String> secrets() {
        var found = new LinkedHashMap<String, String>();
        for (var name : with.texts("secrets")) {
            var value = run.request().surroundings().secrets().get(name);
            if (value == null) {
                throw Unmeasured.of(
                        Verdict.Cause.SERVICE,
                        "the secret " + name + " is not there",
                        "set " + name + " where Landfast runs");
            }
            found.put(name, value);
        }
        return found;
    }

    private Duration timeout() {
        return with.text("timeout").map(Bench::duration).orElse(USUAL);
    }

    /// A validated definition holds no other text here.
    public static Duration duration(String text) {
        return Durations.parse(text)
                .orElseThrow(() -> new IllegalStateException(text + " is no duration"));
    }

    /// All Python files.
    public Set<String> pythonFiles(Tree tree) {
        return pythonFiles(tree, false, Optional.empty());
    }

    /// Python files that differ between candidate and base, or all of them.
    ///
    /// @param below the file or folder they must be in
    public Set<String> pythonFiles(Tree tree, boolean changedOnly, Optional<String> below) {
        var other = tree == base() ? candidate() : base();
        Set<String> found = new TreeSet<>();
        tree.quiet().files().stream()
                .filter(f -> f.endsWith(".py") || f.endsWith(".pyi"))
                .filter(f ->
                        !changedOnly
                                || !tree.files().getOrDefault(f, "").equals(other.files().get(f)))
                .filter(f -> isBelow(f, below))
                .forEach(found::add);
        return found;
    }

    /// Whether a path is that of the file or in the folder, as a setting names it: `app`, `./app/`,
    /// or `.` for everything.
    public static boolean isBelow(String path, Optional<String> setting) {
        return setting.map(Ground::plain)
                .filter(below -> !below.isEmpty())
                .map(below -> (path + "/").startsWith(below + "/"))
                .orElse(true);
    }
}
