package dev.landfast.check.shape;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The zen score: how much of the code keeps to each of eight principles, in percent, and the mean
/// of these.
///
/// A unit is a module's own statements, a class's, or a function. It keeps to a principle when none
/// of its rules has a finding in it, whether or not a comment would suppress it. docs/concepts has
/// the formula with the rules; change both together.
record Zen(Map<String, Shape.Unit> units, Map<Principle, Set<String>> broken) {

    private static final double WHOLE = 100;

    /// Each a set of ruff's rules.
    enum Principle {
        READABLE("E501 E701 E702 E703 E741 N801 N802 N803 N806 PLR2004"),
        EXPLICIT("F403 F405 PLW0603 B006 B008 FBT003 S101 RUF012"),
        FLAT("C901 PLR0911 PLR0912 PLR0915 SIM102 SIM117"),
        ERRORS_NEVER_SILENT("E722 BLE001 S110 S112 B904 B012 SIM105"),
        ONE_OBVIOUS_WAY(
                "C4 SIM101 SIM103 SIM108 SIM110 SIM114 SIM118 SIM2 SIM3 UP004 UP008 UP032 RET505 RET506 PLR5501 E711 E712 E713 E714"),
        NAMESPACES("F401 F811 E402 A001 A002 A004 PLW0602 PLC0415"),
        EXPLAINABLE("D101 D102 D103 PLR0913 ANN001 ANN201"),
        NO_LEFTOVERS("T100 T201 T203 FIX ERA001 F841 B018");

        private final List<String> rules;

        Principle(String rules) {
            this.rules = List.of(rules.split(" ", -1));
        }

        List<String> rules() {
            return rules;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        boolean has(String rule) {
            return rules.stream().anyMatch(rule::startsWith);
        }
    }

    /// All rules, for the linter.
    static List<String> rules() {
        return Arrays.stream(Principle.values())
                .flatMap(p -> p.rules().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// A rule of ruff's and where it has a finding.
    record Broken(String rule, String path, int line) {}

    static Zen of(List<Shape.Module> modules, List<Broken> findings) {
        Map<String, Shape.Unit> units = new HashMap<>();
        Map<String, List<Shape.Unit>> inFile = new HashMap<>();
        for (var module : modules) {
            inFile.put(module.path(), module.marks().units().all());
            module.marks().units().all().forEach(u -> units.put(id(module.path(), u), u));
        }
        Map<Principle, Set<String>> broken = new HashMap<>();
        for (var principle : Principle.values()) {
            var there = broken.computeIfAbsent(principle, p -> new HashSet<>());
            for (var each : findings) {
                if (principle.has(each.rule())) {
                    innermost(inFile.getOrDefault(each.path(), List.of()), each)
                            .ifPresent(u -> there.add(id(each.path(), u)));
                }
            }
        }
        return new Zen(units, broken);
    }

    static Optional<Shape.Unit> innermost(List<Shape.Unit> units, Broken at) {
        return units.stream()
                .filter(u -> u.name().isEmpty() || (u.line() <= at.line() && at.line() <= u.end()))
                .max(Comparator.comparingInt(u -> u.name().isEmpty() ? -1 : u.line()));
    }

    static String id(String path, Shape.Unit unit) {
        return path + ":" + unit.line() + " " + unit.name();
    }

    /// The share of these units that keep to the principle.
    double share(Principle principle, Predicate<String> of) {
        var asked = units.keySet().stream().filter(of).toList();
        var kept =
                asked.stream()
                        .filter(u -> !broken.getOrDefault(principle, Set.of()).contains(u))
                        .count();
        return asked.isEmpty() ? WHOLE : WHOLE * kept / asked.size();
    }

    double score(Predicate<String> of) {
        return Arrays.stream(Principle.values())
                .mapToDouble(p -> share(p, of))
                .average()
                .orElseThrow();
    }
}
