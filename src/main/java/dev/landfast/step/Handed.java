package dev.landfast.step;

import dev.landfast.agent.AgentChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What of the person's variables agents are given: what the project names for all of them, and to
/// the program of a coding agent the key of its own provider.
///
/// @param named by the project
/// @param person the person's environment
public record Handed(Set<String> named, Map<String, String> person) {

    public Handed {
        named = Set.copyOf(named);
        person = Map.copyOf(person);
    }

    /// Nothing at all.
    public static Handed nothing() {
        return new Handed(Set.of(), Map.of());
    }

    /// What one agent is given, as far as it is set.
    Map<String, String> to(AgentChoice choice) {
        var handed = values(named);
        if (choice instanceof AgentChoice.Coding coding) {
            handed.putAll(values(coding.keys()));
        }
        return handed;
    }

    private Map<String, String> values(Set<String> names) {
        var values = new LinkedHashMap<String, String>();
        for (var name : names) {
            var value = person.get(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }
}
