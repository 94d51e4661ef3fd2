package dev.landfast.check.shape;

import dev.landfast.check.shape.Shape.ClassShape;
import dev.landfast.check.shape.Shape.Function;
import dev.landfast.check.shape.Shape.Module;

/// What a dotted name stands for.
sealed interface Thing {

    record OfFunction(Module in, Function function) implements Thing {}

    record OfClass(Module in, ClassShape shape) implements Thing {}

    record OfName() implements Thing {}

    record OfModule(Module module) implements Thing {}

    /// Outside of the tree, or made in a way that the text of the files does not tell.
    record Elsewhere() implements Thing {}
}
