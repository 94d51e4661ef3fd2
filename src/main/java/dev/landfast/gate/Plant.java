package dev.landfast.gate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A defect that a check has to notice, to be planted in a throw-away checkout.
///
/// @param asked how the check is asked for this once
/// @param where what a finding about it names: a path, a rule, or a part of its message; empty
///   where any finding is about it, because the tree passes without it
/// @param rules each of which a finding about it has to be of, where several tools look for it
public record Plant(Defect defect, Asked asked, String where, List<String> rules) {

    public Plant {
        rules = List.copyOf(rules);
    }

    /// What is done to a tree.
    ///
    /// @param added path → text, each new, or added at the end of what is there
    /// @param instead path → text, in the place of what is there
    /// @param before as `added`, to the base that the tree is compared with
    public record Defect(
            Map<String, String> added,
            Map<String, String> instead,
            Map<String, String> before,
            Soil soil) {

        public Defect {
            added = Map.copyOf(added);
            instead = Map.copyOf(instead);
            before = Map.copyOf(before);
        }
    }

    /// The tree that something is planted in.
    public enum Soil {
        BASE,
        CANDIDATE
    }

    /// How the check is asked.
    ///
    /// @param with its settings for this once: no tolerance, less to run
    /// @param tests the tests that are enough for it; empty for all
    /// @param material what is handed in instead, for a check that judges an answer
    public record Asked(Map<String, Object> with, List<String> tests, Optional<String> material) {

        private static final Asked AS_IS = new Asked(Map.of(), List.of(), Optional.empty());

        public Asked {
            with = Map.copyOf(with);
            tests = List.copyOf(tests);
        }
    }

    /// One new file, which a finding has to name.
    public static Plant file(String path, String text) {
        var defect = new Defect(Map.of(path, text), Map.of(), Map.of(), Soil.BASE);
        return new Plant(defect, Asked.AS_IS, path, List.of());
    }

    /// A file of the base that has become another one, which a finding has to name.
    public static Plant changed(String path, String before, String now) {
        var defect = new Defect(Map.of(path, now), Map.of(), Map.of(path, before), Soil.BASE);
        return new Plant(defect, Asked.AS_IS, path, List.of());
    }

    /// Files of the candidate that are something else; any finding is about that.
    public static Plant broken(Map<String, String> instead) {
        var defect = new Defect(Map.of(), instead, Map.of(), Soil.CANDIDATE);
        return new Plant(defect, Asked.AS_IS, "", List.of());
    }

    /// An answer that has to be refused.
    public static Plant answer(String answer, String rule) {
        var defect = new Defect(Map.of(), Map.of(), Map.of(), Soil.BASE);
        var asked = new Asked(Map.of(), List.of(), Optional.of(answer));
        return new Plant(defect, asked, rule, List.of());
    }

    /// With a further file.
    public Plant and(String path, String text) {
        var all = new LinkedHashMap<>(defect.added());
        all.put(path, text);
        return having(new Defect(all, defect.instead(), defect.before(), defect.soil()));
    }

    /// With these settings of the check.
    public Plant with(Map<String, Object> settings) {
        return asking(new Asked(settings, asked.tests(), asked.material()));
    }

    /// With no tests but these.
    public Plant testedBy(String... paths) {
        return asking(new Asked(asked.with(), List.of(paths), asked.material()));
    }

    /// Planted there.
    public Plant on(Soil soil) {
        return having(new Defect(defect.added(), defect.instead(), defect.before(), soil));
    }

    /// Found by a finding that names this.
    public Plant named(String name) {
        return new Plant(defect, asked, name, rules);
    }

    /// Found once for each of these rules, or classes of rules.
    public Plant each(Collection<String> rules) {
        return new Plant(defect, asked, where, List.copyOf(rules));
    }

    private Plant having(Defect other) {
        return new Plant(other, asked, where, rules);
    }

    private Plant asking(Asked other) {
        return new Plant(defect, other, where, rules);
    }

    /// What it is, for a reader.
    String what() {
        var paths = new TreeSet<>(defect.added().keySet());
        paths.addAll(defect.instead().keySet());
        if (paths.isEmpty()) {
            return where.isEmpty() ? "a setting that nothing meets" : where;
        }
        return "a defect in " + (paths.contains(where) || where.isEmpty() ? paths.first() : where);
    }
}
