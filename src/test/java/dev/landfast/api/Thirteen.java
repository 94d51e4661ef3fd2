package dev.landfast.api;

import dev.landfast.definition.Definitions;
import dev.landfast.engine.Runner;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A run of thirteen steps on a real repository with a remote, and what must be true of it whoever
/// died meanwhile. Its agents and commands note outside of everything that they were begun.
final class Thirteen {

    private static final String WORKFLOW =
            """
            workflow: thirteen
            about: every kind of step that changes something, with gates that cost little
            params:
              name:        { type: name, required: true }
              description: { type: text, required: true }
            roles:
              developer: { tier: standard, access: edit }
            gates:
              unit: [parse]
            steps:
              - { id: worktree,  worktree: create }
              - { id: implement, agent: developer }
              - { id: tests,     agent: developer }
              - { id: format,    run: [sh, -c, "echo format >> BEGUN"] }
              - { id: commit,    commit: { type: feat } }
              - { id: unit,      gate: unit }
              - { id: note,      run: [sh, -c, "echo note >> BEGUN"] }
              - { id: push,      push: { upstream: true } }
              - { id: conflicts, merge: update }
              - { id: final,     gate: unit }
              - { id: ready,     run: [sh, -c, "echo ready >> BEGUN"] }
              - { id: land,      merge: land }
              - { id: cleanup,   worktree: remove }
            """;

    private static final String AGENT =
            """
            echo $LANDFAST_STEP >> BEGUN
            case $LANDFAST_STEP in
            implement) printf '\\n\\nMORE = 1\\n' >> greet/core.py ;;
            tests) printf 'def test_more() -> None:\\n    assert True\\n' > tests/test_more.py ;;
            esac
            """;

    private static final List<String> PLAIN =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-cp",
                    System.getProperty("java.class.path"));

    private static final String THRESHOLD = "-XX:CompileThresholdScaling=";

    private static final Runner.Stay SHORT = new Runner.Stay(Duration.ZERO, Duration.ofMinutes(5));

    private final SmallProject project;
    private final String run;

    private Thirteen(SmallProject project, String run) {
        this.project = project;
        this.run = run;
    }

    /// Asked for, not begun. The person has edits of their own, which are not to be touched.
    /// Nothing is known of other runs, so that each makes the same calls and shows its canaries
    /// itself.
    static Thirteen in(Path folder) throws IOException {
        var project = SmallProject.in(Files.createDirectories(folder)).grant();
        project.with("XDG_CACHE_HOME", folder.resolve("cache").toString());
        project.agent(AGENT.replace("BEGUN", begun(folder).toString()));
        project.write("README.md", "mine, not committed\n");
        project.write("landfast.yaml", "python: /usr/bin/python3\n# being edited\n");
        project.run(project.remote(), "git", "config", "core.logAllRefUpdates", "always");
        return new Thirteen(project, submit(project));
    }

    private static Path begun(Path folder) {
        return folder.resolve("outside").resolve("begun");
    }

    private static String submit(SmallProject project) {
        var text = WORKFLOW.replace("BEGUN", begun(project.temp()).toString());
        var pin =
                Catalogue.pin(
                        Definitions.parse(text, "thirteen.yaml"), project.git("rev-parse", "main"));
        var agent = "command:" + project.temp().resolve("agent.sh");
        var start =
                new Event.RunStarted(
                        pin,
                        "",
                        Map.of("name", "more", "description", "Add more"),
                        new Event.Origin.Fresh(),
                        Map.of("agents", Map.of("default", agent)));
        try (var home = new Home(project.surroundings())) {
            return home.journal().submit("more", start, new Actor.Person("person", "terminal"));
        }
    }

    SmallProject project() {
        return project;
    }

    /// The command of a runner in a process of its own: as the launcher installed it where
    /// `landfast.launch` says how, else from the classes under test.
    ///
    /// @param front classes that come before the product's own
    static List<String> runner(List<Path> front) throws IOException {
        var installed = System.getProperty("landfast.launch", "");
        var words =
                installed.isEmpty()
                        ? new ArrayList<>(PLAIN)
                        : new ArrayList<>(lines(Path.of(installed)));
        if (!installed.isEmpty()) {
            words.removeFirst();
            // It lives for one run: what takes half a minute to pay is not compiled.
            words.replaceAll(w -> w.startsWith(THRESHOLD) ? THRESHOLD + "10" : w);
        }
        if (!front.isEmpty()) {
            // Classes in the cache are taken from there, whatever comes first in the class path.
            words.removeIf(word -> word.startsWith("-XX:AOTCache="));
        }
        var path = new ArrayList<>(front.stream().map(Path::toString).toList());
        path.add(words.getLast());
        words.set(words.size() - 1, String.join(":", path));
        words.addAll(List.of("dev.landfast.cli.Main", RunnerProcess.VERB));
        return words;
    }

    ProcessBuilder command(List<String> words) {
        var builder = new ProcessBuilder(words).directory(project.root().toFile());
        builder.environment().clear();
        builder.environment().putAll(project.surroundings().environment());
        return builder.redirectErrorStream(true);
    }

    /// What any command does that finds work and no runner, in this process.
    void carry() throws InterruptedException {
        try (var home = new Home(project.surroundings())) {
            home.repository().recover();
            switch (Runner.live(home.journal(), new Works(home).setup(), SHORT)) {
                case Runner.End.Failed(var cause) when cause instanceof Error error -> throw error;
                case Runner.End.Failed(var cause) -> throw new IllegalStateException(cause);
                case Runner.End.Retired _, Runner.End.Second _, Runner.End.Replaced _ -> {}
            }
        }
    }

    /// As on a file system that forgets locks.
    void loseLock() throws IOException {
        try (var home = new Home(project.surroundings())) {
            Files.delete(home.state().resolve("runner.lock"));
        }
    }

    /// What went right is not looked at again, and there are many.
    void delete() throws IOException {
        try (var files = Files.walk(project.temp())) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    RunSummary summary() {
        try (var home = new Home(project.surroundings())) {
            return home.journal().run(run).orElseThrow();
        }
    }

    boolean ended() {
        return summary().standing().word().ended();
    }

    /// What anybody can read now, and so must stay.
    List<Entry> shown() {
        try (var home = new Home(project.surroundings())) {
            return home.journal().entries(run);
        }
    }

    /// Whatever has begun must be in the journal by then.
    List<Damage> unrecorded(List<Entry> shown) {
        var scheduled =
                shown.stream()
                        .map(Entry::event)
                        .filter(Event.StepScheduled.class::isInstance)
                        .map(event -> ((Event.StepScheduled) event).key().step())
                        .collect(Collectors.toSet());
        var seen = new ArrayList<>(lines(begun(project.temp())));
        if (pushes().size() > 1) {
            seen.add("land");
        }
        return seen.stream()
                .filter(step -> !scheduled.contains(step))
                .map(step -> new Damage(Damage.Kind.EVENT, step + " was begun before its event"))
                .toList();
    }

    /// What is wrong in the end.
    ///
    /// @param shown what was readable on the way
    List<Damage> damage(List<Entry> shown) {
        var found = new ArrayList<Damage>();
        try (var home = new Home(project.surroundings())) {
            var journal = home.journal();
            var standing = journal.run(run).orElseThrow().standing();
            if (standing.word() != RunSummary.Word.DONE) {
                found.add(new Damage(Damage.Kind.STUCK, standing.toString()));
            }
            var entries = journal.entries(run);
            if (entries.size() < shown.size() || !entries.subList(0, shown.size()).equals(shown)) {
                found.add(new Damage(Damage.Kind.EVENT, "what was shown is not there any more"));
            }
            journal.verify(run)
                    .ifPresent(gap -> found.add(new Damage(Damage.Kind.EVENT, gap.toString())));
        }
        landings(found);
        work(found);
        return found;
    }

    private void landings(List<Damage> found) {
        var landings =
                project.git("log", "--grep=Landfast-Tip:", "--format=%H", "main").lines().toList();
        var there = project.git("ls-remote", "origin", "refs/heads/main").split("\\s", 2)[0];
        if (landings.size() > 1 || pushes().size() > 2) {
            var what = "landings " + landings + ", the remote's main was " + pushes();
            found.add(new Damage(Damage.Kind.TWICE, what));
        }
        if (landings.isEmpty() || !there.equals(landings.getFirst())) {
            found.add(new Damage(Damage.Kind.STUCK, "landings " + landings + ", remote " + there));
        }
    }

    /// What the remote's base has been, each once.
    private Set<String> pushes() {
        return lines(project.remote().resolve("logs/refs/heads/main")).stream()
                .map(line -> line.split(" ", 3)[1])
                .collect(Collectors.toSet());
    }

    private void work(List<Damage> found) {
        expect(found, "greet/core.py", "MORE = 1", project.git("show", "main:greet/core.py"));
        expect(
                found,
                "the tests",
                "def test_more",
                project.git("ls-tree", "-r", "main").contains("tests/test_more.py")
                        ? project.git("show", "main:tests/test_more.py")
                        : "");
        expect(
                found,
                "the person's edits",
                "M landfast.yaml\n?? README.md",
                project.git("status", "--porcelain"));
        if (!project.git("worktree", "list").lines().skip(1).toList().isEmpty()) {
            found.add(new Damage(Damage.Kind.LEFTOVER, project.git("worktree", "list")));
        }
        if (!project.git("branch", "--format=%(refname:short)").equals("main")) {
            found.add(new Damage(Damage.Kind.LEFTOVER, project.git("branch")));
        }
    }

    private static void expect(List<Damage> found, String what, String wanted, String is) {
        if (is.split(java.util.regex.Pattern.quote(wanted), -1).length != 2) {
            found.add(new Damage(Damage.Kind.WORK, what + ": " + is));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
