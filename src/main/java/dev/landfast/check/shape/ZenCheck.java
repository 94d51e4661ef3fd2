package dev.landfast.check.shape;

import dev.landfast.check.lint.RuffProgram;
import dev.landfast.check.shape.Places.Role;
import dev.landfast.check.shape.Shape.Module;
import dev.landfast.check.shape.Shape.Unit;
import dev.landfast.check.shape.Zen.Broken;
import dev.landfast.check.shape.Zen.Principle;
import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The zen score of the code, and of what the base does not have of it, by ruff's findings.
///
/// The project's own configuration of ruff does not matter to it: a score is the same for the same
/// code.
public final class ZenCheck implements Check {

    private static final double USUAL = 85;
    private static final int LONGEST_LIST = 1500;
    private static final int LINE = 120;

    @Override
    public String name() {
        return "zen";
    }

    @Override
    public Set<String> settings() {
        return Set.of("score");
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        var text =
                """
                import os
                def Canary(l, given=[]):
                    try:
                        print(eval(l)); l = 1
                    except:
                        pass
                """;
        return Optional.of(
                Plant.file(Shapes.ground(bench, with).module("canary_zen"), text)
                        .with(Map.of("score", 100L)));
    }

    @Override
    public Verdict judge(Bench bench, Config with) throws InterruptedException {
        var modules = Shapes.candidate(bench, with).of(Role.CODE);
        if (modules.isEmpty()) {
            throw Unmeasured.evidence(
                    "there is no code to score",
                    "set 'source' in landfast.yaml to the folder of the code");
        }
        var known = known(Shapes.base(bench, with).shape().modules());
        var findings = findings(bench, modules);
        var zen = Zen.of(modules, findings.stream().map(ZenCheck::broken).toList());
        var changed = changed(modules, known);
        var asked = with.number("score").orElse(USUAL);
        var whole = zen.score(u -> true);
        var young = zen.score(changed::contains);
        bench.log().count("changed-units", changed.size());
        measure(bench, "zen score", whole, OptionalDouble.of(asked));
        measure(bench, "zen score of changed units", young, OptionalDouble.of(asked));
        say(bench, zen);
        if (whole >= asked && young >= asked) {
            return new Verdict.Pass();
        }
        return new Verdict.Fail(
                named(findings, whole < asked ? Set.of() : inUnits(modules, changed, findings)));
    }

    private static Broken broken(Finding finding) {
        return new Broken(finding.rule(), finding.place().file(), finding.place().line());
    }

    private static void say(Bench bench, Zen zen) {
        bench.log().count("units", zen.units().size());
        for (var each : Principle.values()) {
            measure(
                    bench,
                    "zen: " + each.word(),
                    zen.share(each, u -> true),
                    OptionalDouble.empty());
        }
    }

    private static void measure(Bench bench, String what, double value, OptionalDouble threshold) {
        bench.log().measure(what, value, threshold, OptionalDouble.empty());
    }

    private static Set<String> known(List<Module> modules) {
        Set<String> known = new HashSet<>();
        modules.forEach(m -> m.marks().units().all().forEach(u -> known.add(same(m, u))));
        return known;
    }

    private static String same(Module module, Unit unit) {
        return (unit.name().isEmpty() ? module.path() : unit.name()) + " " + unit.hash();
    }

    /// Units that are in no file of the base as they are.
    private static Set<String> changed(List<Module> modules, Set<String> known) {
        Set<String> changed = new HashSet<>();
        for (var module : modules) {
            for (var unit : module.marks().units().all()) {
                if (!known.contains(same(module, unit))) {
                    changed.add(Zen.id(module.path(), unit));
                }
            }
        }
        return changed;
    }

    /// The places of findings in these units.
    private static Set<String> inUnits(
            List<Module> modules, Set<String> units, List<Finding> findings) {
        Map<String, List<Unit>> inFile = new HashMap<>();
        modules.forEach(m -> inFile.put(m.path(), m.marks().units().all()));
        Set<String> places = new TreeSet<>();
        for (var each : findings) {
            var place = each.place();
            Zen.innermost(inFile.getOrDefault(place.file(), List.of()), broken(each))
                    .filter(u -> units.contains(Zen.id(place.file(), u)))
                    .ifPresent(u -> places.add(place.toString()));
        }
        return places;
    }

    /// @param places empty for all
    private static List<Finding> named(List<Finding> findings, Set<String> places) {
        var named = new ArrayList<Finding>();
        for (var each : findings) {
            if (places.isEmpty() || places.contains(each.place().toString())) {
                for (var principle : Principle.values()) {
                    if (principle.has(each.rule())) {
                        named.add(
                                Findings.of(
                                        "zen-" + each.rule(),
                                        Level.LOW,
                                        each.place(),
                                        principle.word() + ": " + each.message()));
                    }
                }
            }
        }
        return named;
    }

    private static List<Finding> findings(Bench bench, List<Module> modules)
            throws InterruptedException {
        var ruff =
                RuffProgram.find(bench)
                        .orElseThrow(() ->
                                Unmeasured.missingTool(
                                        "there is no ruff, which the zen score is made from",
                                        "install ruff into the project's environment"));
        var command = new ArrayList<>(ruff.words());
        command.addAll(List.of("check", "--isolated", "--no-cache", "--exit-zero"));
        command.addAll(List.of("--ignore-noqa", "--output-format", "json"));
        command.addAll(List.of("--line-length", String.valueOf(LINE)));
        command.add("--select=" + String.join(",", Zen.rules()));
        command.add("--");
        if (modules.size() > LONGEST_LIST) {
            command.add(".");
        } else {
            modules.forEach(m -> command.add(m.path()));
        }
        var ended = bench.read(bench.candidate(), ruff.tool(), bench.scratch(), command);
        bench.log().report("ruff.json", ended.out());
        try {
            var answer = Json.parse(ended.text());
            if (ended.exit().orElse(-1) != 0 || !answer.isArray()) {
                throw new UnreadableReport("no list of findings, ended with " + ended.how());
            }
            return read(answer, bench.candidate().quiet().directory() + "/");
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "ruff: " + e.getMessage() + ": " + Terminal.plain(ended.errors()),
                    "look into the log of the check");
        }
    }

    private static List<Finding> read(JsonNode answer, String root) throws UnreadableReport {
        var findings = new ArrayList<Finding>();
        for (var each : answer) {
            var file = each.path("filename").asString("");
            var line = each.path("location").path("row").asInt(0);
            if (file.isEmpty() || line < 1 || !each.path("code").isString()) {
                throw new UnreadableReport("a finding without code or place");
            }
            findings.add(
                    Findings.of(
                            each.path("code").asString(),
                            Level.LOW,
                            new Place(
                                    file.startsWith(root) ? file.substring(root.length()) : file,
                                    line),
                            each.path("message").asString("")));
        }
        return findings;
    }
}
