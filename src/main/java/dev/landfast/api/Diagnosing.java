package dev.landfast.api;

import dev.landfast.api.Diagnosis.Measure;
import dev.landfast.api.Diagnosis.Next;
import dev.landfast.api.Diagnosis.Problem;
import dev.landfast.api.Diagnosis.Proof;
import dev.landfast.api.Diagnosis.Stop;
import dev.landfast.engine.State;
import dev.landfast.engine.Suggestions;
import dev.landfast.journal.Artifacts;
import dev.landfast.journal.Codec;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import dev.landfast.journal.Finding;
import dev.landfast.journal.StepResult;
import dev.landfast.journal.StepResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out why a run stopped, from its journal alone.
final class Diagnosing {

    private static final String REPORT = "gate-report.json";

    private final Artifacts artifacts;

    Diagnosing(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    Diagnosis of(RunLine run, List<Entry> entries) {
        var ended = last(entries, Event.RunEnded.class).filter(_ -> run.status().ended());
        var at = ended.map(Event.RunEnded::at).orElse(List.of());
        var bad = new LinkedHashMap<String, Event.StepFinished>();
        var tried = new ArrayList<String>();
        for (var entry : entries) {
            if (entry.event() instanceof Event.StepFinished e) {
                if (e.result().outcome() instanceof Outcome.Pass) {
                    bad.remove(e.key().path());
                } else {
                    bad.put(e.key().path(), e);
                }
            }
            var event = RunEvent.of(entry);
            if (tells(event)) {
                tried.add((event.about().step() + " " + event.text()).strip());
            }
        }
        var stops =
                bad.values().stream()
                        .filter(e -> at.stream().anyMatch(path -> within(e.key().path(), path)))
                        .toList();
        // A loop's earlier rounds failed as well; the newest says where it stands.
        var shown = stops.isEmpty() ? List.<Event.StepFinished>of() : List.of(stops.getLast());
        return new Diagnosis(
                run,
                ended.map(Event.RunEnded::reason).orElse(run.stand().waits()),
                shown.stream().map(this::stop).toList(),
                tried,
                next(run, entries));
    }

    private static List<Next> next(RunLine run, List<Entry> entries) {
        return Suggestions.of(State.of(entries)).stream()
                .map(step -> new Next(step.command(run.handle()), step.why()))
                .toList();
    }

    private static boolean within(String path, String root) {
        return path.equals(root) || path.startsWith(root + ".") || path.startsWith(root + "/");
    }

    private static boolean tells(RunEvent event) {
        return switch (event.about().mood()) {
            case BAD, CARE -> true;
            case GOOD, PLAIN -> event.about().type().equals("retry-requested");
        };
    }

    private static <E extends Event> Optional<E> last(List<Entry> entries, Class<E> type) {
        return entries.reversed().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private Stop stop(Event.StepFinished e) {
        var words =
                switch (e.result().outcome()) {
                    case Outcome.Pass _ -> new String[] {"pass", "", ""};
                    case Outcome.Fail o -> new String[] {"fail", o.reason(), ""};
                    case Outcome.Escalate o -> new String[] {"escalate", o.reason(), ""};
                    case Outcome.Conditional o -> new String[] {"conditional", o.suppression(), ""};
                    case Outcome.Blocked o -> new String[] {"blocked", o.reason(), o.remedy()};
                    case Outcome.Waiting o -> new String[] {"waiting", o.ask().question(), ""};
                    case Outcome.Cancelled _ -> new String[] {"cancelled", "", ""};
                    case Outcome.Lost o -> new String[] {"lost", o.reason(), ""};
                    case Outcome.Broken o -> new String[] {"broken", o.reason(), ""};
                };
        return new Stop(e.key().toString(), words[0], words[1], words[2], proof(e.result()));
    }

    private Proof proof(StepResult result) {
        var findings =
                result.findings().stream()
                        .sorted(Comparator.comparing(Finding::level))
                        .map(Diagnosing::problem)
                        .toList();
        return report(result)
                .map(report -> new Proof(findings, measures(report), rerun(report)))
                .orElse(new Proof(findings, List.of(), ""));
    }

    private static Problem problem(Finding finding) {
        return new Problem(
                finding.level().name().toLowerCase(java.util.Locale.ROOT),
                finding.rule(),
                finding.place().toString(),
                finding.message(),
                finding.advice());
    }

    private Optional<Map<?, ?>> report(StepResult result) {
        return result.artifacts().stream()
                .filter(artifact -> artifact.name().equals(REPORT))
                .findFirst()
                .map(artifacts::read)
                .map(bytes -> Codec.tree(new String(bytes, StandardCharsets.UTF_8)))
                .map(tree -> tree instanceof Map<?, ?> map ? map : Map.of());
    }

    /// The checks that are not green, in the order of the gate.
    private static List<Map<?, ?>> red(Map<?, ?> report) {
        var red = new ArrayList<Map<?, ?>>();
        if (report.get("checks") instanceof List<?> checks) {
            for (var check : checks) {
                if (check instanceof Map<?, ?> map && !"PASS".equals(map.get("verdict"))) {
                    red.add(map);
                }
            }
        }
        return red;
    }

    private static List<Measure> measures(Map<?, ?> report) {
        var measures = new ArrayList<Measure>();
        for (var check : red(report)) {
            if (check.get("measures") instanceof List<?> list) {
                for (var each : list) {
                    if (each instanceof Map<?, ?> map && map.get("value") instanceof Number value) {
                        measures.add(
                                new Measure(
                                        String.valueOf(check.get("check")),
                                        String.valueOf(map.get("what")),
                                        value.doubleValue(),
                                        number(map.get("threshold")),
                                        number(map.get("base"))));
                    }
                }
            }
        }
        return measures;
    }

    private static Optional<Double> number(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Number number
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    private static String rerun(Map<?, ?> report) {
        var script = new StringBuilder();
        for (var check : red(report)) {
            if (check.get("rerun") instanceof String text && !text.isBlank()) {
                script.append("# ").append(check.get("check")).append('\n').append(text);
            }
        }
        return script.toString();
    }
}
