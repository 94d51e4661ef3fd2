package dev.landfast.gate;

import dev.landfast.definition.Config;
import dev.landfast.definition.Workflow;
import dev.landfast.gate.Verdict.Cause;
import dev.landfast.journal.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows that a check can fail: a defect is planted on the base in a throw-away checkout, and the
/// check has to find it. Shown once for the same tools, configuration and settings.
final class Canaries {

    private final GateRun run;
    private final Store store;

    /// @param store where it is remembered what was shown
    Canaries(GateRun run, Store store) {
        this.run = run;
        this.store = store;
    }

    /// What became of it.
    sealed interface Shown {

        /// The defect was found.
        record Held(String what) implements Shown {}

        /// The defect was there and the check passed.
        record Vacuous(String what) implements Shown {}

        /// The check came to no verdict about it.
        record NotShown(Cause cause, String why) implements Shown {}

        /// No defect is known for this check.
        record Nothing() implements Shown {}
    }

    /// What a check passed with, once it is known that it can fail.
    ///
    /// @param passed the check's own verdict
    Verdict confirmed(Verdict passed, Check check, Workflow.Check asked, EvidenceLog log)
            throws InterruptedException {
        return switch (shown(check, asked)) {
            case Shown.Held _ -> {
                log.count("planted-and-found", 1);
                yield passed;
            }
            case Shown.Nothing() -> {
                log.note("not shown able to fail: no defect is known that it has to find");
                yield passed;
            }
            case Shown.Vacuous(var what) ->
                    new Verdict.Inconclusive(
                            Cause.MISSING_TOOL,
                            "vacuous: " + what + " was planted and not found",
                            "look at the tool and its configuration: it does not see the project's code");
            case Shown.NotShown(var cause, var why) ->
                    new Verdict.Inconclusive(
                            cause,
                            "not shown able to fail: " + why,
                            "mend what keeps the check from finding a planted defect");
        };
    }

    private Shown shown(Check check, Workflow.Check asked) throws InterruptedException {
        var key =
                Store.key(
                        List.of(
                                "canary 1",
                                asked.name(),
                                adapter(check),
                                asked.with().values().toString(),
                                run.project().values().toString(),
                                run.configuration(),
                                run.resources().version(),
                                run.surroundings()));
        var known = store.read(key, Shown.Held.class);
        if (known.isPresent()) {
            return known.get();
        }
        var shown = tried(check, asked);
        if (shown instanceof Shown.Held held) {
            remember(key, held);
        }
        return shown;
    }

    /// Where that cannot be written, it is shown again.
    private void remember(String key, Shown.Held held) {
        try {
            store.write(key, held);
        } catch (UncheckedIOException e) {
            return;
        }
    }

    /// Names the code of the check itself.
    private static String adapter(Check check) {
        var file = check.getClass().getName().replaceAll(".*\\.", "") + ".class";
        try (var in = check.getClass().getResourceAsStream(file)) {
            return in == null ? "" : Hashes.of(Arrays.toString(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Shown tried(Check check, Workflow.Check asked) throws InterruptedException {
        Optional<Plant> plant;
        try {
            plant = check.plant(new Bench(run, asked.name(), asked.with()), asked.with());
        } catch (Unmeasured e) {
            return new Shown.NotShown(e.verdict().cause(), e.verdict().reason());
        }
        return plant.isEmpty() ? new Shown.Nothing() : tried(check, asked, plant.get());
    }

    private Shown tried(Check check, Workflow.Check asked, Plant plant)
            throws InterruptedException {
        var all = new LinkedHashMap<>(asked.with().values());
        all.putAll(plant.with());
        var with = new Config(all);
        var planted = run.planted(new Workflow.Check(asked.name(), with, asked.position()), plant);
        var what = plant.files().isEmpty() ? plant.where() : "a defect in " + plant.where();
        try {
            return switch (check.judge(new Bench(planted, asked.name(), with), with)) {
                case Verdict.Pass() -> new Shown.Vacuous(what);
                case Verdict.Fail(var findings) ->
                        findings.stream().anyMatch(f -> names(f, plant.where()))
                                ? new Shown.Held(what)
                                : new Shown.NotShown(
                                        Cause.EVIDENCE,
                                        "it failed for another reason: "
                                                + findings.getFirst().message());
                case Verdict.Inconclusive(var cause, var reason, _) ->
                        new Shown.NotShown(cause, reason);
            };
        } catch (Unmeasured e) {
            return new Shown.NotShown(e.verdict().cause(), e.verdict().reason());
        } finally {
            planted.drop();
        }
    }

    private static boolean names(Finding finding, String where) {
        return finding.place().file().equals(where)
                || finding.rule().startsWith(where)
                || finding.message().contains(where);
    }

    /// The gate that a plant is tried in: the one check, and which tests are enough. Tests that are
    /// measured for coverage are so here, too: it decides by which interpreter they run.
    static Workflow.Gate gate(Workflow.Gate whole, Workflow.Check only, Plant plant) {
        var checks = new ArrayList<Workflow.Check>();
        checks.add(only);
        if (!only.name().equals("tests") && !plant.tests().isEmpty()) {
            checks.add(
                    new Workflow.Check(
                            "tests", new Config(Map.of("select", plant.tests())), only.position()));
        }
        whole.checks().stream()
                .filter(check -> check.name().equals("coverage"))
                .filter(check -> !only.name().equals("coverage"))
                .forEach(checks::add);
        return new Workflow.Gate(whole.id(), checks, whole.policy(), whole.position());
    }
}
