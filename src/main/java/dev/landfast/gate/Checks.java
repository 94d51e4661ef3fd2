package dev.landfast.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Every kind of check there is. A new one is one class and one line here.
public final class Checks {

    private static final Set<String> OF_ALL =
            Set.of("timeout", "secrets", "if-present", "level", "path");

    private static final List<Check> ALL =
            List.of(
                    new ParseCheck(),
                    new TestsCheck(),
                    new BaseTestsCheck(),
                    new CoverageCheck(),
                    new LintCheck(),
                    new TypesCheck(),
                    new FormatCheck(),
                    new ReviewCheck(),
                    new HealthCheck(),
                    new MigrationsCheck(),
                    new ConflictsCheck(),
                    new CommandCheck());

    private Checks() {}

    static Optional<Check> named(String name) {
        return ALL.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /// Name → the settings it understands.
    public static Map<String, Set<String>> known() {
        var known = new TreeMap<String, Set<String>>();
        for (var check : ALL) {
            Set<String> settings = new TreeSet<>(check.settings());
            settings.addAll(OF_ALL);
            known.put(check.name(), Set.copyOf(settings));
        }
        return known;
    }
}
