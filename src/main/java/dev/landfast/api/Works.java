package dev.landfast.api;

import dev.landfast.agent.AgentChoice;
import dev.landfast.agent.Agents;
import dev.landfast.agent.Prices;
import dev.landfast.agent.role.Sources;
import dev.landfast.definition.Config;
import dev.landfast.definition.ProjectFile;
import dev.landfast.engine.LocalDriver;
import dev.landfast.git.Repository;
import dev.landfast.journal.Event;
import dev.landfast.journal.Journal;
import dev.landfast.journal.RunSummary;
import dev.landfast.mcp.HttpDoor;
import dev.landfast.project.Confinement;
import dev.landfast.project.Project;
import dev.landfast.report.TextReport;
import dev.landfast.step.AgentTools;
import dev.landfast.step.BaseFiles;
import dev.landfast.step.Crew;
import dev.landfast.step.Handed;
import dev.landfast.step.Redactor;
import dev.landfast.step.RunInfo;
import dev.landfast.step.StepKinds;
import dev.landfast.view.RunView;
import dev.landfast.view.RunViews;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Puts together what carries the runs of one repository.
final class Works {

    /// Where a run keeps who was chosen for which role, in its options.
    static final String AGENTS = "agents";

    private static final String PRICES = "prices";

    /// Beside the journal: the port at which agents find us.
    private static final String PORT = "mcp-port";

    private final Home home;
    private final Catalogue catalogue;
    private final Map<String, RunInfo> infos = new ConcurrentHashMap<>();
    private final Map<String, Crew.Choices> chosen = new ConcurrentHashMap<>();

    Works(Home home) {
        this.home = home;
        this.catalogue = new Catalogue(home.repository());
    }

    LocalDriver.Setup setup() {
        var repository = home.repository();
        var journal = home.journal();
        var clock = home.surroundings().clock();
        var caller = home.surroundings().environment();
        var toolbox = Toolbox.of(home);
        var tasks = toolbox.tasks();
        var pace = pace(home.surroundings().variable("LANDFAST_REPLAY_PACE"));
        var agents = new Agents(tasks, (tree, patch) -> apply(repository, tree, patch), pace);
        var crew = new Crew(this::sources, agents, this::choices);
        var trade = new StepKinds.Trade(tasks, toolbox.gates(), toolbox.fixers(), crew, tools());
        var house = new StepKinds.House(repository, journal, caller, clock);
        var kinds = StepKinds.all(house, trade, this::info);
        return LocalDriver.Setup.of(catalogue, kinds, clock)
                .on(List.of(repository.root(), home.state()))
                .stopping(StepKinds.leftovers(house, tasks));
    }

    private AgentTools tools() {
        var door = new HttpDoor(home.state().resolve(PORT));
        var clock = home.surroundings().clock();
        return new AgentTools(
                door, () -> Journal.open(home.state(), clock), Landfast.version(), this::screen);
    }

    private List<String> screen(String run) {
        return TextReport.lines(view(home.journal().run(run).orElseThrow()));
    }

    private Sources sources(String run) {
        return new BaseFiles(home.repository(), started(run).pin().base());
    }

    private static double pace(String text) {
        return text.matches("[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(text) : 1;
    }

    private static void apply(Repository repository, Path tree, Path patch) {
        repository
                .worktrees()
                .open(tree)
                .orElseThrow(() -> new IllegalStateException("no checkout at " + tree))
                .apply(patch);
    }

    /// Of what never changes.
    private RunInfo info(String run) {
        return infos.computeIfAbsent(run, this::readInfo);
    }

    private RunInfo readInfo(String run) {
        var start = started(run);
        var name = home.journal().run(run).orElseThrow().about().name();
        return new RunInfo(name, start, catalogue.of(start));
    }

    /// Everything a reader may want to know about a run.
    RunView view(RunSummary summary) {
        var entries = home.journal().entries(summary.id());
        var workflow = catalogue.of(started(summary.id()));
        return new RunViews(home.journal().artifacts()).of(summary, workflow, entries);
    }

    private Event.RunStarted started(String run) {
        if (home.journal().entries(run).getFirst().event() instanceof Event.RunStarted start) {
            return start;
        }
        throw new IllegalStateException("a journal begins with the start of its run: " + run);
    }

    /// What of a run is nobody's to read, as far as it is in the environment of whoever asks.
    Redactor redactor(String run) {
        return Redactor.in(home.surroundings().environment(), choices(run).secrets());
    }

    private Crew.Choices choices(String run) {
        return chosen.computeIfAbsent(run, this::choose);
    }

    /// What was given when the run started comes before what the project says.
    private Crew.Choices choose(String run) {
        var start = started(run);
        var settings = Project.at(home.repository(), start.pin().base()).settings();
        var choices = new LinkedHashMap<String, AgentChoice>();
        choices.putAll(choices(settings.map(AGENTS), home.repository().root()));
        choices.putAll(choices(new Config(start.options()).map(AGENTS), home.repository().root()));
        return new Crew.Choices(
                choices,
                new Handed(
                        Set.copyOf(settings.texts(ProjectFile.HANDED)),
                        home.surroundings().environment()),
                prices(settings),
                Confinement.of(home.guard(), settings),
                Set.copyOf(settings.texts("mcp")));
    }

    /// The table that ships with what the project says of prices.
    ///
    /// @throws dev.landfast.definition.DefinitionException when something there is no price
    static Prices prices(Config settings) {
        try {
            return Prices.shipped().with(settings.map(PRICES).values());
        } catch (IllegalArgumentException e) {
            throw ProjectFile.wrong(
                    PRICES,
                    String.valueOf(e.getMessage()),
                    "models: { NAME: { as-of: 2026-01, input: 1.25, cached-input: 0.1, cache-write: 0, output: 10 } }, in US dollars per million tokens");
        }
    }

    /// @throws dev.landfast.definition.DefinitionException when a role has something that is none
    static Map<String, AgentChoice> choices(Config byRole, Path folder) {
        var choices = new LinkedHashMap<String, AgentChoice>();
        byRole.values().forEach((role, value) -> choices.put(role, choice(role, value, folder)));
        return choices;
    }

    private static AgentChoice choice(String role, Object value, Path folder) {
        return AgentChoice.parse(value, folder)
                .orElseThrow(() ->
                        ProjectFile.wrong(
                                "agents." + role,
                                "is " + value,
                                "it must be " + AgentChoice.FORMS));
    }
}
