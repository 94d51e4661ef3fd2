package dev.landfast.view;

import dev.landfast.definition.Workflow;
import dev.landfast.engine.Outline;
import dev.landfast.engine.State;
import dev.landfast.engine.Suggestions;
import dev.landfast.journal.Actor;
import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.journal.RunSummary;
import dev.landfast.journal.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Folds a journal into what a reader wants to see.
public final class RunViews {

    private static final String GATE_REPORT = "gate-report.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Artifacts artifacts;

    public RunViews(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /// @param workflow the pinned definition with the variant applied
    /// @param journal all entries of the run
    public RunView of(RunSummary summary, Workflow workflow, List<Entry> journal) {
        var state = State.of(journal);
        return new RunView(
                about(summary, state),
                standing(summary, state),
                steps(Outline.of(workflow, state), took(journal)),
                proof(journal),
                cost(journal, state));
    }

    private static RunView.About about(RunSummary summary, State state) {
        var start = state.started();
        var wish =
                start.map(s -> String.valueOf(s.params().getOrDefault("description", "")))
                        .orElse("");
        var about = summary.about();
        return new RunView.About(
                summary.id(),
                about.name(),
                wish,
                new RunView.Pin(
                        about.workflow(),
                        about.variant(),
                        about.definition(),
                        start.map(s -> s.pin().base()).orElse("")));
    }

    private static RunView.Standing standing(RunSummary summary, State state) {
        var why =
                state.ended()
                        .map(Event.RunEnded::reason)
                        .filter(reason -> !reason.isEmpty())
                        .orElse(summary.standing().waits());
        return new RunView.Standing(
                summary.standing().word().toString(),
                summary.standing().word().exit(),
                why,
                Suggestions.of(state).stream()
                        .map(step ->
                                new RunView.Next(step.command(summary.about().name()), step.why()))
                        .toList(),
                new RunView.Times(summary.started(), summary.updated()));
    }

    private static List<RunView.StepView> steps(Outline outline, Map<String, Duration> took) {
        return outline.lines().stream()
                .map(line ->
                        new RunView.StepView(
                                line.path(),
                                line.step().head().label().orElse(""),
                                line.depth(),
                                new RunView.State(
                                        line.status()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                        line.passes().attempts(),
                                        line.passes().round()),
                                took.getOrDefault(line.path(), Duration.ZERO)))
                .toList();
    }

    private static Map<String, Duration> took(List<Entry> journal) {
        var took = new HashMap<String, Duration>();
        for (var entry : journal) {
            if (entry.event() instanceof Event.StepFinished(var key, var _, var time)) {
                took.merge(key.path(), time, Duration::plus);
            }
        }
        return took;
    }

    private RunView.Proof proof(List<Entry> journal) {
        var gates = new ArrayList<RunView.GateView>();
        var waived = new ArrayList<RunView.Waiver>();
        var comments = new ArrayList<RunView.Comment>();
        var findings = List.<Finding>of();
        var landing = Optional.<RunView.Landing>empty();
        for (var entry : journal) {
            switch (entry.event()) {
                case Event.StepFinished(var key, var result, var _) -> {
                    report(result).ifPresent(report -> gates.add(gate(key.toString(), report)));
                    findings = result.findings().isEmpty() ? findings : result.findings();
                    var landed = landing(result);
                    landing = landed.isPresent() ? landed : landing;
                }
                case Event.Waived(var subject, var commit, var reason, var _) ->
                        waived.add(
                                new RunView.Waiver(
                                        subject, commit, reason, name(entry.actor()), false));
                case Event.Commented(var place, var text) ->
                        comments.add(
                                new RunView.Comment(
                                        entry.seq(),
                                        place.toString(),
                                        text,
                                        name(entry.actor()),
                                        new RunView.Told("", false)));
                case Event.Noted note when entry.actor() instanceof Actor.Engine ->
                        comments.replaceAll(comment ->
                                note.subject().equals("comment " + comment.number())
                                        ? comment.taken(note.text())
                                        : comment);
                case Event.StepScheduled(var key, var _, var _) ->
                        comments.replaceAll(comment -> comment.repairing(key.path()));
                default -> {}
            }
        }
        waived.replaceAll(waiver -> used(waiver, gates));
        return new RunView.Proof(gates, findings, waived, comments, landing);
    }

    /// A waiver that no gate met is one that somebody may have misspelt.
    private static RunView.Waiver used(RunView.Waiver waiver, List<RunView.GateView> gates) {
        var used = gates.stream().anyMatch(gate -> gate.waived().contains(waiver.subject()));
        return new RunView.Waiver(
                waiver.subject(), waiver.commit(), waiver.reason(), waiver.who(), used);
    }

    private static RunView.GateView gate(String key, Map<String, Object> report) {
        return new RunView.GateView(key, String.valueOf(report.get("verdict")), report);
    }

    private Optional<Map<String, Object>> report(StepResult result) {
        return result.artifacts().stream()
                .filter(artifact -> artifact.name().equals(GATE_REPORT))
                .findFirst()
                .map(this::read);
    }

    private Map<String, Object> read(Artifact artifact) {
        try {
            var text = Files.readString(artifacts.path(artifact.hash()));
            return JSON.readValue(text, new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A step that put something on the base says which commit was tested and which one landed.
    private static Optional<RunView.Landing> landing(StepResult result) {
        var outputs = result.outputs();
        if (!(result.outcome() instanceof StepResult.Outcome.Pass)
                || !outputs.containsKey("candidate")
                || !outputs.containsKey("commit")) {
            return Optional.empty();
        }
        return Optional.of(
                new RunView.Landing(
                        String.valueOf(outputs.get("candidate")),
                        String.valueOf(outputs.get("commit")),
                        Optional.ofNullable(outputs.get("remote")).map(String::valueOf)));
    }

    private static String name(Actor actor) {
        return switch (actor) {
            case Actor.Engine() -> "engine";
            case Actor.Agent(var role, var _) -> role;
            case Actor.Person(var name, var _) -> name;
        };
    }

    /// A child run is one of its attempts here, with all that it used.
    private static RunView.Cost cost(List<Entry> journal, State state) {
        var total = Total.NONE;
        for (var use : AgentUse.of(journal)) {
            total = total.plus(use.usage());
        }
        for (var child : AgentUse.children(journal)) {
            total = total.plus(child);
        }
        return new RunView.Cost(
                total, state.means().map(m -> new RunView.Budget(m.limit(), m.gone(), m.left())));
    }
}
