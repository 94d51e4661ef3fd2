package dev.landfast.gate;

import dev.landfast.definition.Config;
import dev.landfast.definition.Position;
import dev.landfast.definition.Workflow;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// What all checks of one gate run have in common.
public final class GateRun {

    private static final Set<String> ONLY_WHERE =
            Set.of(
                    "HOME",
                    "TMPDIR",
                    "PATH",
                    "VIRTUAL_ENV",
                    "PORT",
                    "DATABASE_URL",
                    "PYTHONPATH",
                    "GIT_CEILING_DIRECTORIES",
                    "XDG_CACHE_HOME",
                    "XDG_CONFIG_HOME",
                    "TERM");

    private final GateRequest request;
    private final Path area;
    private final TreeSource trees;
    private final ToolRunner tools;
    private final TrustedConfiguration trusted;
    private final Resources resources;
    private final Store store;
    private final Stamps programs;
    private final Pythons pythons;
    private final Tree candidate;
    private final Tree base;
    private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();
    private final Collection<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger folders = new AtomicInteger();

    GateRun(GateRequest request, TreeSource trees, ToolRunner tools, TrustedConfiguration trusted) {
        this.request = request;
        this.trees = trees;
        this.tools = tools;
        this.trusted = trusted;
        var around = request.surroundings();
        this.area = AttemptFolder.make(around.attempt());
        this.resources = new Resources(around.shared());
        this.store = new Store(around.shared());
        this.programs =
                Stamps.of(Programs.places(around.environment(), around.project().text("python")));
        this.pythons =
                new Pythons(
                        Pythons.candidates(around.environment(), around.project().text("python")),
                        new PythonProbe(
                                resources.named("probe.py"),
                                Map.of(
                                        "PATH",
                                        Programs.path(around.environment()),
                                        "LANG",
                                        "C.UTF-8"),
                                store));
        var subject = request.subject();
        this.candidate =
                new Tree(trees, subject.commit(), trusted.laid(), area.resolve("candidate"));
        this.base = new Tree(trees, subject.base(), List.of(), area.resolve("base"));
    }

    /// The same surroundings over a tree with something planted in it.
    GateRun planted(Workflow.Check only, Plant plant) {
        var subject = request.subject();
        var inBase = plant.defect().soil() == Plant.Soil.BASE;
        var on = inBase ? subject.base() : subject.commit();
        var trees = new PlantedTrees(this.trees, on, subject.base(), plant.defect());
        var around = request.surroundings();
        var material = plant.asked().material().map(m -> Map.of(only.name(), m)).orElse(Map.of());
        var planted =
                new GateRequest(
                        Canaries.gate(request.gate(), only, plant),
                        new GateRequest.Subject(trees.commit(), trees.base()),
                        new GateRequest.Surroundings(
                                area.resolve("canary-" + folders.incrementAndGet()),
                                around.shared(),
                                around.environment(),
                                around.secrets(),
                                around.project()),
                        material,
                        List.of());
        var laid = inBase ? new TrustedConfiguration(List.of(), List.of()) : trusted;
        return new GateRun(planted, trees, tools, laid);
    }

    /// Names what tools are told at the base.
    String configuration() {
        return TrustedConfiguration.fingerprint(trees, request.subject().base());
    }

    /// For tools that work on a base without judging a candidate.
    public static GateRun over(
            TreeSource trees,
            String base,
            GateRequest.Surroundings surroundings,
            ToolRunner tools) {
        var position = new Position("", 0, 0);
        var gate = new Workflow.Gate("fix", List.of(), Config.empty(), position);
        var subject = new GateRequest.Subject(base, base);
        var request = new GateRequest(gate, subject, surroundings, Map.of(), List.of());
        var trusted = new TrustedConfiguration(List.of(), List.of());
        return new GateRun(request, trees, tools, trusted);
    }

    public GateRequest request() {
        return request;
    }

    /// Where this run keeps its checkouts, logs and reports.
    public Path area() {
        return area;
    }

    public Path gitDirectory() {
        return trees.gitDirectory();
    }

    public ToolRunner tools() {
        return tools;
    }

    public Resources resources() {
        return resources;
    }

    public Store store() {
        return store;
    }

    public Pythons pythons() {
        return pythons;
    }

    public Tree candidate() {
        return candidate;
    }

    public Tree base() {
        return base;
    }

    /// The lines that the candidate has and the base does not, by path.
    public Map<String, Set<Integer>> addedLines() {
        return part(AddedLines.class, AddedLines::of).byPath();
    }

    private record AddedLines(Map<String, Set<Integer>> byPath) {

        static AddedLines of(GateRun run) {
            return new AddedLines(run.trees.addedLines(run.base.commit(), run.candidate.commit()));
        }
    }

    /// What several checks of one gate share, such as one run of the tests: made once, when first
    /// asked for.
    public <T> T part(Class<T> kind, Function<GateRun, T> making) {
        return kind.cast(parts.computeIfAbsent(kind, k -> making.apply(this)));
    }

    public Config project() {
        return request.surroundings().project();
    }

    /// The settings of a check of this gate by its name; empty settings where it is not selected.
    public Config settingsOf(String check) {
        return request.gate().checks().stream()
                .filter(c -> c.name().equals(check))
                .findFirst()
                .map(Workflow.Check::with)
                .orElse(Config.empty());
    }

    public boolean selects(String check) {
        return request.gate().checks().stream().anyMatch(c -> c.name().equals(check));
    }

    /// Puts this interpreter first on the path under the names commands use. A link would not do: a
    /// virtual environment is found by where its interpreter is called.
    public Map<String, String> wrappers(Python python) {
        var text = "#!/bin/sh\nexec " + Rerun.quoted(python.path().toString()) + " \"$@\"\n";
        var folder = resources.program("python", text).getParent();
        resources.program("python3", text);
        var path =
                folder
                        + ":"
                        + python.path().getParent()
                        + ":"
                        + Programs.path(request.surroundings().environment());
        return Map.of("PATH", path);
    }

    /// A folder of its own for one tool run.
    public Scratch scratch(String name) {
        var made = Scratch.make(area.resolve(folders.incrementAndGet() + "-" + name));
        scratches.add(made);
        return made;
    }

    /// Takes away what only the tools needed: checkouts, temporary files.
    public void drop() {
        scratches.forEach(Scratch::drop);
        AttemptFolder.tidy(area);
    }

    /// Everything but the tree that decides what a tool says: interpreters, what is installed for
    /// them, the project's environment.
    public String surroundings() {
        var environment = new TreeMap<>(request.surroundings().environment());
        environment.keySet().removeIf(GateRun::onlyWhere);
        return pythons.fingerprint()
                + Programs.fingerprint(request.surroundings().environment())
                + environment;
    }

    /// From what on this machine {@link #surroundings} was taken; empty where that cannot be said.
    Optional<Stamps> restsOn() {
        return pythons.restOn().filter(_ -> programs.hold()).flatMap(programs::and);
    }

    /// Says where a worktree has its things, which must not matter to a verdict; what is installed
    /// there counts by itself.
    private static boolean onlyWhere(String name) {
        return ONLY_WHERE.contains(name) || name.startsWith("LANDFAST_");
    }
}
