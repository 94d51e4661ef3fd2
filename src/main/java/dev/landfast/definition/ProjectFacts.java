package dev.landfast.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a definition may ask about the project: `project.integration` and the like.
///
/// They are read from the base when a run starts and stay with it, so that no work in a branch
/// decides which gates it meets. What was not recorded counts as there: a step is left out only for
/// what is known to be absent.
public final class ProjectFacts {

    /// The root of such look-ups, and the option that a run keeps them under.
    public static final String ROOT = "project";

    /// `integration`: it has integration tests; `application`: a command starts it; `migrations`:
    /// it has database migrations.
    static final List<String> NAMES = List.of("integration", "application", "migrations");

    private ProjectFacts() {}

    /// The option for a project that has these.
    public static Map<String, Object> option(Set<String> has) {
        var facts = new LinkedHashMap<String, Object>();
        NAMES.forEach(name -> facts.put(name, has.contains(name)));
        return Map.of(ROOT, facts);
    }

    /// The values of the look-ups.
    ///
    /// @param options of a run
    public static Map<String, Object> of(Map<String, Object> options) {
        var recorded = new Config(options).map(ROOT);
        var facts = new LinkedHashMap<String, Object>();
        NAMES.forEach(name -> facts.put(name, recorded.flag(name, true)));
        return facts;
    }
}
