package dev.landfast.simulation;

import dev.landfast.engine.Command;
import dev.landfast.engine.GateDecision;
import dev.landfast.engine.GateDecisions;
import dev.landfast.engine.Paths;
import dev.landfast.journal.Ask;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whoever does the steps: agents, tools, git. Outcomes come from the script or from chance.
final class Crew {

    private static final Pattern LOOKUP = Pattern.compile("steps\\.([\\w-]+)\\.([\\w-]+)");
    private static final Map<String, GateDecision.Word> OPINIONS =
            Map.of(
                    "pass", GateDecision.Word.ACCEPT,
                    "fail", GateDecision.Word.ITERATE,
                    "escalate", GateDecision.Word.ESCALATE);
    private static final String TRAILER = "run";
    private static final List<String> TROUBLES =
            List.of(
                    "network",
                    "rate-limit",
                    "transient",
                    "flaky-test",
                    "disk-full",
                    "service",
                    "parked");

    private final World world;
    private final Repository repository;
    private final Map<String, Set<String>> wanted = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final Set<String> hurried = new HashSet<>();
    private boolean healed;
    private int remarks;

    Crew(World world) {
        this.world = world;
        this.repository = world.repository();
        var lookups = LOOKUP.matcher(world.workflow().header().text());
        while (lookups.find()) {
            wanted.computeIfAbsent(lookups.group(1), _ -> new HashSet<>()).add(lookups.group(2));
        }
    }

    /// A person has mended whatever was wrong, for good.
    void heal() {
        healed = true;
    }

    /// What a person's own work amounts to.
    void edit() {
        repository.edit();
    }

    /// A person has approved and takes so long over nothing else that the approval expires.
    void hurry(String approval) {
        hurried.add(approval);
    }

    boolean hurries(StepKey timer) {
        var step = Paths.id(timer.step());
        return timer.step().equals(step + "!expires") && hurried.remove(step);
    }

    StepResult perform(Command.RunStep run) {
        var result = outcome(run);
        return world.invariants().shape().isAgent(run.key().step())
                ? new StepResult(
                        result.outcome(),
                        result.outputs(),
                        result.findings(),
                        result.artifacts(),
                        Optional.of(usage()))
                : result;
    }

    /// Now and then more than was reserved for the attempt, and now and then nobody knows.
    private Usage usage() {
        var basis = world.happens(0.1) ? Usage.Basis.UNKNOWN : Usage.Basis.REPORTED;
        var cost = world.happens(1) ? world.random().nextDouble() * 1.2 : 0.5;
        return new Usage("made up", Tokens.of(1000, 100), cost, basis);
    }

    private StepResult outcome(Command.RunStep run) {
        var step = run.key().step();
        if (isTaken(run)) {
            return StepResult.of(new Outcome.Waiting(ask(run)));
        }
        var scripted = world.setup().script().next(step);
        var word = healed ? "pass" : scripted.orElseGet(() -> roll(run));
        if (run.task().kind().equals("decide") && OPINIONS.containsKey(word)) {
            return decide(run, word);
        }
        return switch (word) {
            case "fail" -> fail(step);
            case "escalate" -> StepResult.of(new Outcome.Escalate("needs a decision"));
            case "conditional" -> conditional();
            case "waiting" -> StepResult.of(new Outcome.Waiting(ask(run)));
            case "lost" -> StepResult.of(new Outcome.Lost("the worker left no trace"));
            case "broken" -> StepResult.of(new Outcome.Broken("it threw"));
            case "blocked", "network", "rate-limit", "transient", "flaky-test" -> trouble(word);
            case "missing-tool", "disk-full", "service" -> trouble(word);
            case "parked" -> parked();
            case "cancel", "pause", "take", "comment" -> {
                world.ask(People.STARTER, said(word, run));
                yield pass(run);
            }
            case "moved" -> {
                repository.moveBase();
                yield pass(run);
            }
            default -> isUnproven(run) ? fail(step) : pass(run);
        };
    }

    /// What a person says while the step is under way.
    private Event said(String word, Command.RunStep run) {
        return switch (word) {
            case "cancel" -> new Event.CancelRequested("no longer wanted");
            case "pause" -> new Event.Paused();
            case "take" -> new Event.StepTaken(run.key());
            default ->
                    new Event.Commented(
                            new Finding.Place("app.py", 1), "not like this, " + ++remarks);
        };
    }

    /// Whether a person does it who has not said anything yet.
    private static boolean isTaken(Command.RunStep run) {
        return run.input().taken().isPresent()
                && run.input().answer().filter(said -> said.key().equals(run.key())).isEmpty();
    }

    /// What the gates amount to, and what a manager who may be stricter makes of it.
    private static StepResult decide(Command.RunStep run, String word) {
        var computed = GateDecisions.of(run.input());
        var manager = run.task().with().map("decide").text("stricter-by");
        return manager.isEmpty()
                ? computed.result()
                : computed.stricter(
                                Objects.requireNonNull(OPINIONS.get(word)),
                                manager.get(),
                                "not good enough yet",
                                List.of())
                        .result();
    }

    private StepResult conditional() {
        return new StepResult(
                new Outcome.Conditional("E501 in generated code"),
                Map.of("tree", repository.candidate().name(), "verdict", "CONDITIONAL"),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static StepResult trouble(String word) {
        var kind = word.equals("blocked") ? "service" : word;
        return StepResult.of(new Outcome.Blocked(kind, kind + " trouble", "mend it"));
    }

    /// Away until a moment that is named; now and then one that has passed when it is heard of.
    private StepResult parked() {
        var until = world.agenda().now().plusSeconds(world.happens(0.2) ? 0 : 3600);
        return StepResult.of(
                new Outcome.Blocked("rate-limit", "too many requests", "wait", Optional.of(until)));
    }

    private String roll(Command.RunStep run) {
        var odds = world.setup().odds();
        var stubborn = world.setup().people() == Setup.Temper.USELESS;
        if (chance(stubborn, odds.environment())) {
            return TROUBLES.get(world.random().nextInt(TROUBLES.size()));
        }
        if (chance(stubborn, odds.odd())) {
            return odd(run);
        }
        var gate = run.task().kind().equals("gate");
        return chance(stubborn, gate ? odds.fail() : odds.fail() / 8) ? "fail" : "pass";
    }

    /// With nobody to mend it, what goes wrong goes on going wrong after the storm.
    private boolean chance(boolean stubborn, double odds) {
        return stubborn ? odds > 0 && world.random().nextDouble() < odds : world.happens(odds);
    }

    private String odd(Command.RunStep run) {
        return switch (world.random().nextInt(7)) {
            case 0 -> "lost";
            case 1 -> run.task().kind().equals("agent") ? "take" : "lost";
            case 2 ->
                    run.task().kind().equals("decide") || world.happens(0.5)
                            ? "escalate"
                            : "comment";
            case 3 -> run.input().answer().isPresent() ? "pass" : "waiting";
            case 4 -> run.task().kind().equals("gate") ? "conditional" : "pass";
            default -> "broken";
        };
    }

    private Ask ask(Command.RunStep run) {
        var kind = run.task().kind().equals("agent") ? Ask.Kind.DONE : Ask.Kind.ANSWER;
        return new Ask(kind, "What about " + run.key().step() + "?", List.of(), Optional.empty());
    }

    private StepResult fail(String step) {
        var signature = "S" + world.random().nextInt(3);
        var findings = new ArrayList<Finding>();
        for (var n = 0; n <= world.random().nextInt(3); n++) {
            findings.add(
                    new Finding(
                            signature + n,
                            Finding.Level.HIGH,
                            new Finding.Place("app.py", n + 1),
                            "wrong in " + step,
                            Optional.empty()));
        }
        return new StepResult(
                new Outcome.Fail("red", signature),
                Map.of("tree", repository.candidate().name(), "moved", false, "verdict", "FAIL"),
                findings,
                List.of(),
                Optional.empty());
    }

    private StepResult pass(Command.RunStep run) {
        var step = run.key().step();
        var outputs = new HashMap<String, Object>();
        for (var key : wanted.getOrDefault(step, Set.of())) {
            outputs.put(key, "1m");
        }
        switch (run.task().kind()) {
            case "agent" -> repository.edit();
            case "commit" -> committed(outputs, true);
            case "gate" -> {
                outputs.put("verdict", "PASS");
                outputs.put("tree", repository.candidate().name());
            }
            case "merge" -> merge(run, outputs);
            case "spec" -> spec(run, outputs);
            default -> {}
        }
        return StepResult.pass(outputs);
    }

    private void committed(Map<String, Object> outputs, boolean changed) {
        outputs.put("commit", changed ? repository.commit() : repository.head());
        outputs.put("tree", repository.candidate().name());
        outputs.put("changed", changed);
    }

    private void merge(Command.RunStep run, Map<String, Object> outputs) {
        outputs.put("moved", false);
        switch (run.task().with().text("merge").orElse("")) {
            case "update" -> {
                // As the product means it: gates that only a changed tree needs are needed by one
                // that no gate has measured, whoever changed it, and as long as it has more of the
                // base in it.
                repository.update();
                committed(outputs, false);
                var tree = repository.candidate();
                outputs.put("changed", tree.hasMore() || !world.invariants().isMeasured(tree));
            }
            case "land" -> outputs.put("moved", !land(candidate(run)));
            default -> outputs.put("word", "APPROVED");
        }
    }

    private boolean land(Repository.Tree tree) {
        if (repository.landed(TRAILER).isEmpty()) {
            world.invariants().landing(tree);
        }
        var landed = repository.land(TRAILER, tree);
        world.invariants().landed(repository.landings());
        return landed;
    }

    /// Landing verifies for itself what it lands.
    private boolean isUnproven(Command.RunStep run) {
        return run.task().with().text("merge").orElse("").equals("land")
                && repository.landed(TRAILER).isEmpty()
                && !world.invariants().isProven(candidate(run));
    }

    /// What the journal says is the candidate, whatever else lies about in the worktree.
    private Repository.Tree candidate(Command.RunStep run) {
        return run.input().scope().get("candidate") instanceof Map<?, ?> candidate
                ? Repository.Tree.named(String.valueOf(candidate.get("tree")))
                : repository.candidate();
    }

    /// Two items, one fewer each time it is asked.
    private void spec(Command.RunStep run, Map<String, Object> outputs) {
        var times = asked.merge(run.task().id(), 1, Integer::sum);
        var items = new ArrayList<Map<String, Object>>();
        for (var n = times; n <= 2; n++) {
            var path = "10-a.capability/2" + n + "-b.feature";
            items.add(
                    Map.of(
                            "path",
                            path,
                            "key",
                            path,
                            "name",
                            "b" + n,
                            "type",
                            "feature",
                            "number",
                            (long) (20 + n)));
        }
        outputs.put("items", items);
        outputs.put("path", "10-a.capability");
    }

    /// What an attempt left behind that a crash cut off from its result.
    Optional<StepResult> probe(Command.RunStep run) {
        if (run.task().with().text("merge").orElse("").equals("land")
                && repository.landed(TRAILER).isPresent()) {
            return Optional.of(StepResult.pass(Map.of("moved", false)));
        }
        return world.happens(0.1)
                ? Optional.of(StepResult.of(new Outcome.Lost("nothing is known")))
                : Optional.empty();
    }

    StepResult child(StepKey key) {
        var word = world.setup().script().next(key.step()).orElse("pass");
        var failed =
                (word.equals("fail") && !healed) || world.happens(world.setup().odds().fail() / 2);
        var result =
                failed
                        ? fail(key.step())
                        : StepResult.pass(new HashMap<>(childOutputs(key.step())));
        return result.using(Optional.of(usage()));
    }

    private Map<String, Object> childOutputs(String step) {
        var outputs = new HashMap<String, Object>();
        wanted.getOrDefault(step, Set.of()).forEach(key -> outputs.put(key, "1m"));
        return outputs;
    }
}
