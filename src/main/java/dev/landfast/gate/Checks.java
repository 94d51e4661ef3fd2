package dev.landfast.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The kinds of check that gates may name.
///
/// @param all each with a name of its own
public record Checks(List<Check> all) {

    private static final Set<String> OF_ALL =
            Set.of("timeout", "secrets", "if-present", "level", "path");

    public Checks {
        all = List.copyOf(all);
    }

    Optional<Check> named(String name) {
        return all.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /// Name → the settings it understands.
    public Map<String, Set<String>> known() {
        var known = new TreeMap<String, Set<String>>();
        for (var check : all) {
            Set<String> settings = new TreeSet<>(check.settings());
            settings.addAll(OF_ALL);
            known.put(check.name(), Set.copyOf(settings));
        }
        return known;
    }
}
