package dev.landfast.simulation;

import static dev.landfast.simulation.Invariants.require;

import dev.landfast.definition.Step;
import dev.landfast.engine.Command;
import dev.landfast.engine.Paths;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepKey;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rules about loops: how often they go round, why, and what a repair is handed.
final class Rounds {

    private final Shape shape;
    private final Map<String, Integer> rounds = new HashMap<>();
    private final Map<String, Set<String>> repairs = new HashMap<>();
    private final Map<String, StepResult> results = new LinkedHashMap<>();
    private final Set<String> rejected = new HashSet<>();
    private final Remarks remarks = new Remarks();
    private int granted;
    private boolean retried;

    Rounds(Shape shape) {
        this.shape = shape;
    }

    void written(Entry entry) {
        switch (entry.event()) {
            case Event.StepScheduled e -> begins(e.key());
            case Event.ChildStarted e -> begins(e.key());
            case Event.StepWaiting e -> begins(e.key());
            case Event.StepFinished e -> {
                results.remove(e.key().path());
                results.put(e.key().path(), e.result());
            }
            case Event.Answered e -> {
                if (!e.accepted()) {
                    var path = e.key().path();
                    rejected.add(
                            path.endsWith("!accept") ? path.substring(0, path.length() - 7) : path);
                }
            }
            case Event.Commented e -> remarks.said(e.text());
            case Event.RunEnded e when e.end() == Event.End.DONE && !retried -> remarks.allTold();
            case Event.RetryRequested e -> {
                granted += 1 + e.moreRounds();
                retried = true;
            }
            default -> {}
        }
    }

    private void begins(StepKey key) {
        var at = "";
        for (var segment : Paths.segments(key.path())) {
            var round = Paths.roundOf(segment);
            if (round > 0) {
                round(at, segment, round);
            }
            at = at.isEmpty() ? segment : at + "/" + segment;
        }
    }

    private void round(String at, String segment, int round) {
        var path = at.isEmpty() ? Paths.id(segment) : at + "/" + Paths.id(segment);
        var loop = shape.loop(Paths.id(segment));
        if (loop.isEmpty()) {
            if (segment.startsWith("repair.")) {
                repaired(at, segment);
            }
            return;
        }
        var last = rounds.getOrDefault(path, 0);
        if (round == last) {
            return;
        }
        require(
                round > last && (round == last + 1 || retried),
                Rule.ROUNDS_MONOTONE,
                path + " goes from round " + last + " to " + round);
        require(
                round <= loop.get().bound().rounds() + granted,
                Rule.REPAIRS_WITHIN_LIMIT,
                path + " begins round " + round + " of " + loop.get().bound().rounds());
        remarks.begins(loop.get(), path + "." + round);
        if (last > 0 && !retried && loop.get().bound().againWhen().isEmpty()) {
            require(
                    failed(path + "." + last),
                    Rule.ENVIRONMENT_COSTS_NO_ROUND,
                    path + " begins round " + round + ", and nothing failed in the last");
        }
        rounds.put(path, round);
    }

    private void repaired(String step, String segment) {
        var policy =
                shape.task(Paths.id(Paths.segments(step).getLast()))
                        .flatMap(task -> task.policy().repairThrough());
        if (policy.isEmpty()) {
            return;
        }
        var all = repairs.computeIfAbsent(Paths.plain(step), _ -> new HashSet<>());
        all.add(segment);
        require(
                all.size() <= policy.get().repairs() + granted,
                Rule.REPAIRS_WITHIN_LIMIT,
                step + " is repaired " + all.size() + " times");
    }

    private boolean failed(String round) {
        return results.entrySet().stream()
                        .anyMatch(e ->
                                e.getKey().startsWith(round + "/")
                                        && e.getValue().outcome() instanceof Outcome.Fail)
                || rejected.stream().anyMatch(path -> path.startsWith(round + "/"))
                || remarks.areToldIn(round);
    }

    void handed(Command.RunStep run) {
        var loop = shape.repairs(run.key().step());
        if (loop.isEmpty()) {
            return;
        }
        var segments = Paths.segments(run.key().path());
        if (segments.size() < 2) {
            return;
        }
        var parent = segments.get(segments.size() - 2);
        var above = run.key().path().substring(0, run.key().path().lastIndexOf('/'));
        if (parent.startsWith("repair.")) {
            var step = above.substring(0, above.lastIndexOf('/'));
            if (!rejected.contains(step)) {
                same(run, results.get(step));
            }
        } else if (Paths.id(parent).equals(loop.get().id())) {
            inRound(run, loop.get(), above);
        }
    }

    private static void same(Command.RunStep run, @Nullable StepResult failure) {
        require(
                failure != null && run.input().findings().equals(failure.findings()),
                Rule.FINDINGS_OF_THE_FAILURE,
                run.key() + " is handed " + run.input().findings());
    }

    private void inRound(Command.RunStep run, Step.Loop loop, String round) {
        var repairing = loop.repair().stream().map(Step::id).toList();
        var failures =
                results.entrySet().stream()
                        .filter(e -> e.getKey().startsWith(round + "/"))
                        .filter(e -> e.getValue().outcome() instanceof Outcome.Fail)
                        .filter(e -> !repairing.contains(new StepKey(e.getKey(), 1).step()))
                        .map(Map.Entry::getValue)
                        .toList();
        var all = new HashSet<Finding>();
        failures.forEach(failure -> all.addAll(failure.findings()));
        var handed = remarks.without(run.input().findings(), round);
        if (rejected.stream().anyMatch(path -> path.startsWith(round + "/"))) {
            return;
        }
        require(
                (!failures.isEmpty() || remarks.areToldIn(round)) && all.containsAll(handed),
                Rule.FINDINGS_OF_THE_FAILURE,
                run.key() + " is handed " + handed + ", found was " + all);
        if (failures.size() == 1) {
            require(
                    handed.equals(List.copyOf(failures.getFirst().findings())),
                    Rule.FINDINGS_OF_THE_FAILURE,
                    run.key() + " is handed " + handed + ", found was " + all);
        }
    }
}
