package dev.landfast.git;

import java.util.Optional;

/// What a checkout has checked out.
public sealed interface Head {

    /// The commit; empty on a branch without one.
    Optional<String> commit();

    /// @param name without `refs/heads/`
    record OnBranch(String name, Optional<String> commit) implements Head {}

    record Detached(String id) implements Head {

        @Override
        public Optional<String> commit() {
            return Optional.of(id);
        }
    }
}
