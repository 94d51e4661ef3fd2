package dev.landfast.git;

import java.util.Optional;

/// How one path differs between two trees.
///
/// @param before empty when the path is new
/// @param after empty when the path is gone
public record PathChange(String path, Optional<Blob> before, Optional<Blob> after) {

    /// A file in a tree.
    ///
    /// @param mode `100644`, `100755`, `120000` for a link, `160000` for a submodule
    public record Blob(String mode, String id) {

        public boolean isSubmodule() {
            return mode.equals("160000");
        }

        public boolean isLink() {
            return mode.equals("120000");
        }
    }
}
