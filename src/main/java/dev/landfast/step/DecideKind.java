package dev.landfast.step;

import dev.landfast.agent.AgentChoice;
import dev.landfast.engine.GateDecision;
import dev.landfast.engine.GateDecision.Word;
import dev.landfast.engine.GateDecisions;
import dev.landfast.engine.StepExecutor;
import dev.landfast.engine.StepInput;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `decide`: ACCEPT, ITERATE or ESCALATE, computed from the gates of the round. A role named in
/// `stricter-by` is asked for its word, which counts only where it is stricter.
final class DecideKind implements StepExecutor {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Sites sites;
    private final RunInfo.Source runs;
    private final AgentWork work;
    private final Desks desks;

    DecideKind(Sites sites, RunInfo.Source runs, AgentWork work, Desks desks) {
        this.sites = sites;
        this.runs = runs;
        this.work = work;
        this.desks = desks;
    }

    @Override
    public String kind() {
        return "decide";
    }

    @Override
    public StepResult execute(Attempt attempt) throws InterruptedException {
        var computed = GateDecisions.of(attempt.input());
        var role = attempt.input().with().map("decide").text("stricter-by");
        if (role.isEmpty() || computed.word() == Word.ESCALATE) {
            return computed.result();
        }
        return isPerson(attempt, role.get())
                ? person(attempt, computed)
                : agent(attempt, role.get(), computed);
    }

    /// Nothing outside of the journal depends on it; it is decided again.
    @Override
    public Optional<StepResult> probe(Attempt attempt) {
        return Optional.empty();
    }

    private boolean isPerson(Attempt attempt, String name) {
        var role = runs.of(attempt.run()).workflow().inputs().roles().get(name);
        return (role != null && role.more().flag("person", false))
                || work.choice(attempt.run(), name)
                        .filter(AgentChoice.Human.class::isInstance)
                        .isPresent();
    }

    /// Only words that may count are offered.
    private static StepResult person(Attempt attempt, GateDecision computed) {
        var answer = attempt.input().answer();
        if (answer.isPresent()) {
            var said = Word.parse(answer.get().text()).orElse(computed.word());
            return computed.stricter(said, "a person", "a person says " + said, List.of()).result();
        }
        var words =
                Stream.of(Word.values())
                        .filter(word -> word.compareTo(computed.word()) >= 0)
                        .map(Word::name)
                        .toList();
        var question =
                "the gates amount to %s (%s); is that strict enough?"
                        .formatted(computed.word(), computed.iteration());
        return StepResult.of(
                new Outcome.Waiting(new Ask(Ask.Kind.ANSWER, question, words, Optional.empty())));
    }

    private StepResult agent(Attempt attempt, String role, GateDecision computed)
            throws InterruptedException {
        var site = sites.of(attempt.run());
        var desk = desks.lay(attempt, site);
        var facts = facts(desk, computed);
        var task =
                new AgentWork.Task(
                        role, Steps.param(attempt, "description"), facts, Optional.of("decision"));
        return switch (work.run(withoutFindings(attempt), task, desk.seat())) {
            case AgentWork.Work.Ended(var result) -> result;
            case AgentWork.Work.Done done -> {
                var answer = JSON.readTree(done.answer().orElse("{}"));
                var said = Word.parse(answer.path("decision").asString("")).orElse(computed.word());
                var reason = answer.path("reason").asString("");
                var decided = computed.stricter(said, role, reason, feedback(answer)).result();
                yield new StepResult(
                        decided.outcome(),
                        decided.outputs(),
                        decided.findings(),
                        done.artifacts(),
                        Optional.of(done.usage()));
            }
        };
    }

    /// The findings are to be judged here, not mended.
    private static Attempt withoutFindings(Attempt attempt) {
        var input = attempt.input();
        return new Attempt(
                attempt.run(),
                attempt.key(),
                attempt.definition(),
                attempt.task(),
                new StepInput(
                        input.with(), List.of(), input.answer(), input.visit(), input.scope()));
    }

    private static Map<String, String> facts(Desks.Desk desk, GateDecision computed) {
        var facts = new LinkedHashMap<>(desk.facts());
        facts.put("computed decision", computed.word() + ", " + computed.iteration());
        for (var row : computed.table()) {
            facts.put(
                    "gate " + row.gate(),
                    row.verdict() + ", " + row.findings().size() + " finding(s)");
        }
        facts.put(
                "feedback",
                ReadOnlyCopy.beside(desk.copy(), "feedback.txt", text(computed)).toString());
        return facts;
    }

    /// Words of tools and of the repository, so it goes into a file and not into the brief.
    private static String text(GateDecision computed) {
        var lines = new ArrayList<String>();
        for (var each : computed.feedback()) {
            var finding = each.finding();
            lines.add(
                    "%s %s %s: %s%s"
                            .formatted(
                                    finding.level(),
                                    finding.place(),
                                    each.gate(),
                                    finding.message(),
                                    each.repeated() ? " (found before)" : ""));
        }
        return String.join("\n", lines);
    }

    private static List<Finding> feedback(JsonNode answer) {
        var findings = new ArrayList<Finding>();
        for (var each : answer.path("feedback")) {
            var advice = each.path("how").asString("");
            var level = each.path("severity").asString("high").toUpperCase(Locale.ROOT);
            findings.add(
                    new Finding(
                            "decision",
                            Finding.Level.valueOf(level),
                            new Finding.Place(
                                    each.path("file").asString(""), each.path("line").asInt(0)),
                            each.path("what").asString(""),
                            Optional.of(advice).filter(text -> !text.isEmpty())));
        }
        return findings;
    }
}
