package dev.landfast.gate;

import dev.landfast.definition.Config;
import dev.landfast.definition.Workflow;
import dev.landfast.gate.Plant.Soil;
import dev.landfast.gate.Verdict.Cause;
import dev.landfast.journal.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows that a check can fail: a defect is planted in a throw-away checkout, and the check has to
/// find it. Shown once for the same tools, configuration, settings and code of the check.
final class Canaries {

    private static final String REMEDY = "mend what keeps the check from finding a planted defect";

    private final GateRun run;
    private final Store store;

    /// @param store where it is remembered what was shown
    Canaries(GateRun run, Store store) {
        this.run = run;
        this.store = store;
    }

    /// What a check passed with, once it is known that it can fail.
    ///
    /// @param passed the check's own verdict
    Verdict confirmed(Verdict passed, Check check, Workflow.Check asked, EvidenceLog log)
            throws InterruptedException {
        var shown = shown(check, asked);
        switch (shown) {
            case Shown.Held _ -> log.count("planted-and-found", 1);
            case Shown.Nothing() -> log.note("not shown able to fail: nothing was planted for it");
            case Shown.Vacuous _ -> {}
            case Shown.NotShown _ -> {}
        }
        return shown.of(passed);
    }

    private Shown shown(Check check, Workflow.Check asked) throws InterruptedException {
        var known = store.read(key(check, asked), Shown.Held.class);
        return known.isPresent() ? known.get() : remembered(check, asked, tried(check, asked));
    }

    /// The same for somebody who asks for it, whether or not the check passes: planted anew, and
    /// where only the defect may have made it fail, tried without it first.
    Shown again(Check check, Workflow.Check asked) throws InterruptedException {
        try {
            var plant = check.plant(bench(asked), asked.with());
            if (plant.filter(p -> p.where().isEmpty()).isPresent()) {
                var sound = check.judge(bench(asked), asked.with());
                if (!sound.passed()) {
                    return new Shown.NotShown(
                            Cause.EVIDENCE,
                            "it does not pass without a defect either: " + sound.summary(),
                            "mend what it says first: landfast gate run --only " + asked.name());
                }
            }
        } catch (Unmeasured e) {
            return notShown(e.verdict());
        }
        return remembered(check, asked, tried(check, asked));
    }

    private String key(Check check, Workflow.Check asked) {
        return Store.key(
                List.of(
                        "canary 2",
                        asked.name(),
                        adapter(check),
                        asked.with().values().toString(),
                        run.project().values().toString(),
                        run.configuration(),
                        run.resources().version(),
                        run.surroundings()));
    }

    /// Where that cannot be written, it is shown again.
    private Shown remembered(Check check, Workflow.Check asked, Shown shown) {
        if (shown instanceof Shown.Held held) {
            try {
                store.write(key(check, asked), held);
            } catch (UncheckedIOException e) {
                return shown;
            }
        }
        return shown;
    }

    /// Names the code of the check: its own, which may come from elsewhere, and all that ours stand
    /// on.
    private static String adapter(Check check) {
        var file = check.getClass().getName().replaceAll(".*\\.", "") + ".class";
        try (var in = check.getClass().getResourceAsStream(file)) {
            return (in == null ? "" : Hashes.of(in.readAllBytes())) + OwnCode.hash();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Bench bench(Workflow.Check asked) {
        return new Bench(run, asked.name(), asked.with());
    }

    private Shown tried(Check check, Workflow.Check asked) throws InterruptedException {
        Optional<Plant> plant;
        try {
            plant = check.plant(bench(asked), asked.with());
        } catch (Unmeasured e) {
            return notShown(e.verdict());
        }
        if (plant.isEmpty()) {
            return new Shown.Nothing();
        }
        var shown = tried(check, asked, plant.get());
        if (shown instanceof Shown.NotShown(var cause, _, _)
                && !cause.environment()
                && plant.get().defect().soil() == Soil.BASE) {
            // The base may be in a state that the change has mended.
            var other = tried(check, asked, plant.get().on(Soil.CANDIDATE));
            return other instanceof Shown.NotShown ? shown : other;
        }
        return shown;
    }

    private Shown tried(Check check, Workflow.Check asked, Plant plant)
            throws InterruptedException {
        var all = new LinkedHashMap<>(asked.with().values());
        all.putAll(plant.asked().with());
        var with = new Config(all);
        var planted = run.planted(new Workflow.Check(asked.name(), with, asked.position()), plant);
        try {
            return switch (check.judge(new Bench(planted, asked.name(), with), with)) {
                case Verdict.Pass() -> new Shown.Vacuous(plant.what());
                case Verdict.Fail(var findings) -> became(plant, findings);
                case Verdict.Inconclusive unclear -> notShown(unclear);
            };
        } catch (Unmeasured e) {
            return notShown(e.verdict());
        } finally {
            planted.drop();
        }
    }

    private static Shown became(Plant plant, List<Finding> findings) {
        var about = findings.stream().filter(f -> names(f, plant.where())).toList();
        if (about.isEmpty()) {
            return new Shown.NotShown(
                    Cause.EVIDENCE,
                    "it failed for another reason: " + findings.getFirst().message(),
                    REMEDY);
        }
        return plant.rules().stream()
                .filter(rule -> about.stream().noneMatch(f -> isOf(f.rule(), rule)))
                .findFirst()
                .<Shown>map(rule -> new Shown.Vacuous(plant.what() + " for " + rule))
                .orElseGet(() -> new Shown.Held(plant.what()));
    }

    /// `S307` is of `S`, `SIM101` is not.
    private static boolean isOf(String rule, String wanted) {
        return rule.startsWith(wanted) && rule.substring(wanted.length()).matches("\\d*");
    }

    private static Shown notShown(Verdict.Inconclusive why) {
        return new Shown.NotShown(why.cause(), why.reason(), why.remedy());
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
        var tests = plant.asked().tests();
        if (!only.name().equals("tests") && !tests.isEmpty()) {
            checks.add(
                    new Workflow.Check(
                            "tests", new Config(Map.of("select", tests)), only.position()));
        }
        whole.checks().stream()
                .filter(check -> check.name().equals("coverage"))
                .filter(check -> !only.name().equals("coverage"))
                .forEach(checks::add);
        return new Workflow.Gate(whole.id(), checks, whole.policy(), whole.position());
    }
}
