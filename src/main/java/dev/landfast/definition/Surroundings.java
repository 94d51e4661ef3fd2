package dev.landfast.definition;

import java.util.ArrayList;
import java.util.List;

/// Where in the tree a step is being read.
///
/// @param items names of the items of enclosing foreach steps
/// @param loops ids of the enclosing loops
/// @param recovering inside a `recover`
record Surroundings(List<String> items, List<String> loops, boolean recovering) {

    static final Surroundings TOP = new Surroundings(List.of(), List.of(), false);

    Surroundings {
        items = List.copyOf(items);
        loops = List.copyOf(loops);
    }

    Surroundings item(String name) {
        return new Surroundings(plus(items, name), loops, recovering);
    }

    /// Inside a loop `round` counts its passes from 1.
    Surroundings loop(String id) {
        return new Surroundings(items, plus(loops, id), recovering);
    }

    Surroundings recover() {
        return new Surroundings(items, loops, true);
    }

    /// Names that mean something here besides those that mean something everywhere.
    List<String> names() {
        return loops.isEmpty() ? items : plus(items, "round");
    }

    private static List<String> plus(List<String> list, String last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
