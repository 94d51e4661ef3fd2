package dev.landfast.check.shape;

import dev.landfast.check.shape.Shape.Function;
import dev.landfast.check.shape.Shape.Kind;
import dev.landfast.check.shape.Shape.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a function may be called.
///
/// @param method whether its first parameter is filled in by the call itself
record Signature(Function function, boolean method) {

    /// Each reason why a call that this allowed may fail with the other.
    List<String> brokenBy(Signature young) {
        var broken = new ArrayList<String>();
        kindBroken(young).ifPresent(broken::add);
        if (isProperty() || young.isProperty()) {
            return broken;
        }
        var positional = positional();
        for (var i = 0; i < positional.size(); i++) {
            positionBroken(positional.get(i), i, young).ifPresent(broken::add);
        }
        for (var each : of(Kind.NAMED)) {
            nameBroken(each, young).ifPresent(broken::add);
        }
        if (!of(Kind.REST).isEmpty() && young.of(Kind.REST).isEmpty()) {
            broken.add("takes no further positional arguments now");
        }
        if (!of(Kind.NAMES).isEmpty() && young.of(Kind.NAMES).isEmpty()) {
            broken.add("takes no further named arguments now");
        }
        for (var each : young.parameters()) {
            if (!each.optional() && isNew(each, young)) {
                broken.add("asks for '" + each.name() + "' now");
            }
        }
        return broken;
    }

    private boolean isProperty() {
        return function.isDecorated("property") || function.isDecorated("cached_property");
    }

    private Optional<String> kindBroken(Signature young) {
        if (isProperty() != young.isProperty()) {
            return Optional.of(
                    isProperty() ? "was a property and is called now" : "is a property now");
        }
        if (function.traits().async() != young.function().traits().async()) {
            return Optional.of(
                    function.traits().async() ? "is no longer async" : "has to be awaited now");
        }
        return Optional.empty();
    }

    private Optional<String> positionBroken(Parameter old, int at, Signature young) {
        var same = young.named(old.name());
        var there = young.positional();
        if (same.isEmpty()) {
            return goneBroken(old, at, young);
        }
        var now = same.get();
        if (now.kind() == Kind.NAMED) {
            return Optional.of("takes '" + old.name() + "' by name only now");
        }
        if (old.kind() == Kind.EITHER && now.kind() == Kind.POSITIONAL) {
            return Optional.of("takes '" + old.name() + "' by position only now");
        }
        if (there.indexOf(now) != at) {
            return Optional.of("takes '" + old.name() + "' at another position now");
        }
        return defaultBroken(old, now);
    }

    private Optional<String> goneBroken(Parameter old, int at, Signature young) {
        var there = young.positional();
        var byName = old.kind() == Kind.POSITIONAL || !young.of(Kind.NAMES).isEmpty();
        var inItsPlace = at < there.size() && named(there.get(at).name()).isEmpty();
        if (old.kind() == Kind.POSITIONAL && inItsPlace) {
            return defaultBroken(old, there.get(at));
        }
        if (byName && at >= there.size() && !young.of(Kind.REST).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                inItsPlace
                        ? "calls '" + old.name() + "' '" + there.get(at).name() + "' now"
                        : "takes no '" + old.name() + "' now");
    }

    private Optional<String> nameBroken(Parameter old, Signature young) {
        var same = young.named(old.name());
        if (same.isEmpty()) {
            return young.of(Kind.NAMES).isEmpty()
                    ? Optional.of("takes no '" + old.name() + "' now")
                    : Optional.empty();
        }
        return same.get().kind() == Kind.POSITIONAL
                ? Optional.of("takes '" + old.name() + "' by position only now")
                : defaultBroken(old, same.get());
    }

    private static Optional<String> defaultBroken(Parameter old, Parameter now) {
        return old.optional() && !now.optional()
                ? Optional.of("has no default for '" + old.name() + "' any more")
                : Optional.empty();
    }

    /// Whether no parameter of this one is it, by name or, where it was renamed, by position.
    private boolean isNew(Parameter each, Signature young) {
        var at = young.positional().indexOf(each);
        return named(each.name()).isEmpty()
                && (at < 0
                        || at >= positional().size()
                        || young.named(positional().get(at).name()).isPresent());
    }

    private List<Parameter> parameters() {
        var bound = method && !function.isDecorated("staticmethod");
        return function.parameters().stream().skip(bound && startsByPosition() ? 1 : 0).toList();
    }

    private boolean startsByPosition() {
        return !function.parameters().isEmpty()
                && function.parameters().getFirst().kind().compareTo(Kind.EITHER) <= 0;
    }

    private List<Parameter> positional() {
        return parameters().stream()
                .filter(p -> p.kind() == Kind.POSITIONAL || p.kind() == Kind.EITHER)
                .toList();
    }

    private List<Parameter> of(Kind kind) {
        return parameters().stream().filter(p -> p.kind() == kind).toList();
    }

    private Optional<Parameter> named(String name) {
        return parameters().stream()
                .filter(p -> p.kind() != Kind.REST && p.kind() != Kind.NAMES)
                .filter(p -> p.name().equals(name))
                .findFirst();
    }
}
