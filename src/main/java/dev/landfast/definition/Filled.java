package dev.landfast.definition;

import java.util.List;

/// Settings with their `${…}` filled in, or the names that could not be.
public sealed interface Filled {

    record Complete(Config config) implements Filled {}

    /// @param names the look-ups without a value, as written
    record Missing(List<String> names) implements Filled {

        public Missing {
            names = List.copyOf(names);
        }
    }
}
