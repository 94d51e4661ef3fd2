package dev.landfast.api;

import dev.landfast.check.format.Fixers;
import dev.landfast.definition.Config;
import dev.landfast.definition.ProjectFile;
import dev.landfast.definition.Workflow;
import dev.landfast.gate.Alone;
import dev.landfast.gate.CheckReport;
import dev.landfast.gate.FreeCores;
import dev.landfast.gate.GateReport;
import dev.landfast.gate.GateRequest;
import dev.landfast.problem.UsageProblem;
import dev.landfast.project.Confinement;
import dev.landfast.project.Project;
import dev.landfast.report.GatePage;
import dev.landfast.step.ManagerSandbox;
import dev.landfast.workspace.GateEnvironments;
import dev.landfast.workspace.PythonChoice;
import dev.landfast.workspace.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Gates without a run: measures a commit as a run would, and says what gates there are.
///
/// Definitions and thresholds are those of the base; what the measured commit says of them counts
/// for nothing. No work tree is written to, {@link #fix} excepted.
public final class Gatekeeping {

    private final Home home;

    Gatekeeping(Home home) {
        this.home = home;
    }

    /// What mending did.
    ///
    /// @param changed files of the work tree that are different now
    /// @param notes what was left alone and why
    public record Mended(List<String> changed, List<String> notes) {

        public Mended {
            changed = List.copyOf(changed);
            notes = List.copyOf(notes);
        }
    }

    /// What is measured, for somebody who waits for it.
    private static String about(GateChoice choice, Footing footing) {
        return "gate "
                + choice.gate().id()
                + " of "
                + choice.entry().workflow().header().name()
                + (choice.variant().isEmpty() ? "" : "/" + choice.variant())
                + ", "
                + Footing.cut(footing.commit())
                + " against "
                + footing.name();
    }

    private GateChoice choice(Footing footing, GateOrder order) {
        return GateChoice.of(new Library(home.repository(), footing.tip()), order.which());
    }

    /// Measures and judges. Nothing that can be wrong with the work or the tools is thrown.
    ///
    /// @param told is told what is measured, before that; nothing where the answer is still known
    /// @throws dev.landfast.problem.LandfastException when it cannot be said what to measure
    public Gated run(GateOrder order, Consumer<String> told) throws InterruptedException {
        var kept = KeptAnswer.of(home, order);
        var known = kept.flatMap(KeptAnswer::read);
        if (known.isPresent()) {
            return known.get();
        }
        var footing = Footing.of(home, order.against());
        var choice = choice(footing, order);
        told.accept(about(choice, footing));
        var projects = projects(footing);
        var whole = trusted(choice, projects, order);
        var part = choice.part(whole, order.only());
        var jobs = order.options().jobs();
        var toolbox = Toolbox.of(home, () -> jobs.isPresent() ? jobs.get() : FreeCores.now());
        try (var place = place(footing, projects)) {
            var judged = toolbox.gates().judged(place.request(part, footing));
            var report = judged.report();
            var remarks = new ArrayList<>(footing.remarks(order.against().commit().isEmpty()));
            remarks.addAll(lines(footing, projects, order).strange(choice.workflow()));
            var alone = new Alone(left(whole, part), order.options().shadow(), remarks);
            Measurements.end(place.folder(), report.toJson(alone));
            var again = again(order, part, report);
            var gated =
                    Gated.of(
                            new GatePage(report, alone, footing.name(), again, Landfast.version()));
            kept.ifPresent(answer ->
                    judged.restsOn().ifPresent(places -> answer.write(gated, footing, places)));
            return gated;
        }
    }

    /// Plants a defect for each check of a gate in throw-away checkouts, and says whether the check
    /// found it.
    ///
    /// @param told is told what they are planted for, before that
    /// @throws dev.landfast.problem.LandfastException when it cannot be said what to measure
    public Planting canaries(GateOrder order, Consumer<String> told) throws InterruptedException {
        var footing = Footing.of(home, order.against());
        var choice = choice(footing, order);
        told.accept(about(choice, footing));
        var projects = projects(footing);
        var whole = trusted(choice, projects, order);
        var part = choice.part(whole, order.only());
        var toolbox = Toolbox.of(home);
        try (var place = place(footing, projects)) {
            var reports = toolbox.gates().canaries(place.request(part, footing));
            Measurements.end(place.folder(), "");
            var subject =
                    Footing.cut(footing.commit())
                            + " against "
                            + Footing.cut(footing.base())
                            + " ("
                            + footing.name()
                            + ")";
            return Planting.of(part.id(), subject, reports);
        }
    }

    /// The gate, once somebody has read what of it came with the repository.
    private Workflow.Gate trusted(GateChoice choice, List<Project> projects, GateOrder order) {
        var trusting = new Trusting(home, order.options().trusted());
        trusting.requireForGate(choice.entry());
        projects.forEach(project -> trusting.requireForGates(project.settings()));
        return choice.strictest(projects.stream().map(Project::settings).toList());
    }

    /// As it is where the commit left the base, which decides what is measured with, then as it is
    /// on the base now.
    private List<Project> projects(Footing footing) {
        var repository = home.repository();
        var first = Library.reading(() -> Project.at(repository, footing.base()));
        return footing.base().equals(footing.tip())
                ? List.of(first)
                : List.of(first, Library.reading(() -> Project.at(repository, footing.tip())));
    }

    private static List<String> left(Workflow.Gate whole, Workflow.Gate part) {
        var asked = new HashSet<>(part.checks());
        return whole.checks().stream()
                .filter(check -> !asked.contains(check))
                .map(GateChoice::label)
                .distinct()
                .toList();
    }

    /// What is not green, or the first check where all is.
    private static String again(GateOrder order, Workflow.Gate gate, GateReport report) {
        var red =
                report.checks().stream()
                        .filter(check -> !check.verdict().passed())
                        .map(CheckReport::check)
                        .collect(Collectors.toSet());
        var labels = gate.checks().stream().map(GateChoice::label).distinct().toList();
        var named =
                labels.stream()
                        .filter(label ->
                                red.stream()
                                        .anyMatch(one ->
                                                one.equals(label) || one.endsWith(" " + label)))
                        .toList();
        var words = new ArrayList<>(List.of("landfast", "gate", "run"));
        option(words, "workflow", order.which().workflow());
        option(words, "target", order.which().target());
        option(words, "gate", order.which().gate());
        option(words, "commit", order.against().commit());
        option(words, "base", order.against().base());
        var only = named.isEmpty() ? labels.stream().limit(1).toList() : named;
        option(words, "only", Optional.of(String.join(",", only)));
        return String.join(" ", words);
    }

    private static void option(List<String> words, String name, Optional<String> value) {
        value.ifPresent(text -> {
            words.add("--" + name);
            words.add(
                    text.matches("[A-Za-z0-9._/,@-]+")
                            ? text
                            : "'" + text.replace("'", "'\\''") + "'");
        });
    }

    /// Lets the formatters go over the files that a branch changes, in the work tree of whoever
    /// asks. A file with edits that are not committed is left alone. Nothing is committed.
    public Mended fix(GateOrder order) throws InterruptedException {
        if (order.against().commit().isPresent()) {
            throw new UsageProblem(
                    "LF-146",
                    "files are mended where they are checked out, and another commit was named",
                    "",
                    "leave out --commit, or --fix");
        }
        var footing = Footing.of(home, order.against());
        var projects = projects(footing);
        var edited = new HashSet<>(footing.checkout().status().paths());
        var mine = new ArrayList<String>();
        var notes = new ArrayList<String>();
        for (var change : home.repository().trees().changes(footing.base(), footing.commit())) {
            var path = change.path();
            if (change.after().isPresent() && path.matches("(?s).*\\.pyi?")) {
                if (edited.contains(path)) {
                    notes.add(path + " has edits that are not committed; left alone");
                } else {
                    mine.add(path);
                }
            }
        }
        var toolbox = Toolbox.of(home);
        try (var place = place(footing, projects)) {
            var work = new Fixers.Work(footing.checkout().path(), footing.base(), mine);
            var fixed = toolbox.fixers().run(Fixers.ALL, work, place.surroundings());
            notes.addAll(fixed.notes());
            Measurements.end(place.folder(), "");
            return new Mended(fixed.changed().stream().sorted().toList(), notes);
        }
    }

    /// The gates of the definitions that are known on the base, with where each threshold comes
    /// from.
    ///
    /// @param workflow one of them; empty for all
    public List<GateLines.Listed> list(GateOrder order, Optional<String> workflow) {
        var footing = Footing.of(home, order.against());
        return lines(footing, projects(footing), order).list(workflow);
    }

    private GateLines lines(Footing footing, List<Project> projects, GateOrder order) {
        var library = new Library(home.repository(), footing.tip());
        return new GateLines(library, projects, order.which().target());
    }

    /// What a gate or a check is.
    ///
    /// @param word its name
    public Explained explain(GateOrder order, String word) {
        return Explained.of(word, () -> list(order, order.which().workflow()));
    }

    private Place place(Footing footing, List<Project> projects) {
        var settings = projects.getFirst().settings();
        var caller = home.surroundings().environment();
        var ports = new Surroundings(home.journal().leases(), caller);
        var measurements =
                new Measurements(home.state().resolve("measured"), home.surroundings().clock());
        var folder = measurements.begin(ports::giveBack);
        var path = caller.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        var choice =
                PythonChoice.detect(
                        home.repository().root(), settings.text(ProjectFile.PYTHON), path);
        var made =
                new GateEnvironments(
                                home.repository(), home.state().resolve("environments"), caller)
                        .of(
                                choice,
                                footing.commit(),
                                new ManagerSandbox(
                                        home.repository(),
                                        home.state(),
                                        Confinement.of(home.guard(), settings)));
        var more = new LinkedHashMap<String, String>();
        settings.map(ProjectFile.ENVIRONMENT)
                .values()
                .forEach((name, value) -> more.put(name, String.valueOf(value)));
        var around =
                new GateRequest.Surroundings(
                        folder.resolve("gate"),
                        home.state().resolve("gates"),
                        ports.alone(folder, made, more),
                        secrets(settings, caller),
                        settings);
        return new Place(folder, around, ports);
    }

    /// Only the checks that name one are given it.
    private static Map<String, String> secrets(Config settings, Map<String, String> caller) {
        var secrets = new LinkedHashMap<String, String>();
        for (var name : settings.texts("secrets")) {
            Optional.ofNullable(caller.get(name)).ifPresent(value -> secrets.put(name, value));
        }
        return secrets;
    }

    /// Where one measurement is made.
    private record Place(Path folder, GateRequest.Surroundings surroundings, Surroundings ports)
            implements AutoCloseable {

        GateRequest request(Workflow.Gate gate, Footing footing) {
            return new GateRequest(
                    gate,
                    new GateRequest.Subject(footing.commit(), footing.base()),
                    surroundings,
                    Map.of(),
                    List.of());
        }

        @Override
        public void close() {
            ports.giveBack(String.valueOf(folder.getFileName()));
        }
    }
}
