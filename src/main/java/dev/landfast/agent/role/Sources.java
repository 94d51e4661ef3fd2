package dev.landfast.agent.role;

import java.util.List;
import java.util.Optional;

/// Files as one commit has them: where roles, skills and instructions are read from.
///
/// A commit and never a work tree, so that no branch under work says who judges it or what the
/// agents after it are told.
public interface Sources {

    /// Paths of all files below a folder, in order.
    List<String> below(String folder);

    /// The text of a file; empty when there is none at that path.
    Optional<String> text(String path);

    /// Of a repository that has none of its own.
    static Sources none() {
        return new Sources() {
            @Override
            public List<String> below(String folder) {
                return List.of();
            }

            @Override
            public Optional<String> text(String path) {
                return Optional.empty();
            }
        };
    }
}
