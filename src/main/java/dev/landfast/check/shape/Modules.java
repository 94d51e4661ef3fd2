package dev.landfast.check.shape;

import dev.landfast.check.shape.Places.Role;
import dev.landfast.check.shape.Shape.Module;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The modules of one tree that a check looks at.
///
/// @param below the file or folder they must be in
record Modules(Shape shape, Places places, Optional<String> below) {

    /// Those of these roles.
    List<Module> of(Role... roles) {
        var wanted = Set.of(roles);
        return shape.modules().stream()
                .filter(m -> below.isEmpty() || Places.isBelow(m.path(), below.get()))
                .filter(m -> wanted.contains(places.role(m.path())))
                .toList();
    }
}
