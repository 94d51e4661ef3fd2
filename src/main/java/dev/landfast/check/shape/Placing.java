package dev.landfast.check.shape;

import dev.landfast.check.shape.Shape.ClassShape;
import dev.landfast.check.shape.Shape.Group;
import dev.landfast.check.shape.Shape.Import;
import dev.landfast.check.shape.Shape.Module;
import dev.landfast.definition.Config;
import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a project puts things.
///
/// @param packages folders with an `__init__.py`; elsewhere there is nothing to put things into
/// @param types the file of a package for its types, or {@link #ANYWHERE}
/// @param exceptions the same for its exceptions
record Placing(Names names, Set<String> packages, String types, String exceptions, Rules rules) {

    private static final String ANYWHERE = "any";
    private static final int DEEPEST = 20;
    private static final Pattern EXCEPTION =
            Pattern.compile(
                    "\\w*(Error|Exception|Warning|ExceptionGroup)|SystemExit|StopIteration");
    private static final Set<String> TYPES = Set.of("TypedDict", "Protocol");

    Placing {
        packages = Set.copyOf(packages);
    }

    /// @param exportsOnly whether an `__init__.py` holds nothing but exports
    /// @param ordered whether imports stand in order
    record Rules(boolean exportsOnly, boolean ordered) {}

    static Placing of(Modules modules, Config with) {
        Set<String> packages = new HashSet<>();
        modules.shape().modules().stream()
                .filter(Module::isPackage)
                .forEach(m -> packages.add(folder(m)));
        return new Placing(
                new Names(modules.shape().modules()),
                packages,
                with.text("types-in").orElse("_types.py"),
                with.text("exceptions-in").orElse("_exceptions.py"),
                new Rules(
                        !with.text("init").orElse("exports").equals(ANYWHERE),
                        !with.text("imports").orElse("ordered").equals(ANYWHERE)));
    }

    private static String folder(Module module) {
        return module.path().substring(0, module.path().length() - module.fileName().length());
    }

    /// Public types and exceptions that stand elsewhere.
    List<Finding> definitions(Module module) {
        var findings = new ArrayList<Finding>();
        if (!packages.contains(folder(module))) {
            return findings;
        }
        for (var each : module.defined().classes()) {
            if (Names.isOpen(each.name()) && isException(module, each, 0)) {
                elsewhere(module, each.line(), each.name() + " is an exception", exceptions)
                        .ifPresent(findings::add);
            } else if (Names.isOpen(each.name()) && isType(each)) {
                elsewhere(module, each.line(), each.name() + " is a type", types)
                        .ifPresent(findings::add);
            }
        }
        for (var each : module.defined().names()) {
            if (each.type() && Names.isOpen(each.name())) {
                elsewhere(module, each.line(), each.name() + " is a type", types)
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> elsewhere(
            Module module, int line, String what, String belongs) {
        if (belongs.equals(ANYWHERE) || module.fileName().equals(belongs)) {
            return Optional.empty();
        }
        return Optional.of(
                finding(
                        "layout-elsewhere",
                        new Place(module.path(), line),
                        what + " and belongs into " + belongs,
                        "put it there and import it"));
    }

    private static boolean isType(ClassShape shape) {
        return shape.bases().stream().map(Placing::last).anyMatch(TYPES::contains);
    }

    private boolean isException(Module module, ClassShape shape, int steps) {
        return steps < DEEPEST
                && shape.bases().stream()
                        .anyMatch(base ->
                                EXCEPTION.matcher(last(base)).matches()
                                        || names.find(module, base)
                                                .filter(t -> isException(t, steps + 1))
                                                .isPresent());
    }

    private boolean isException(Thing thing, int steps) {
        return thing instanceof Thing.OfClass(var in, var shape) && isException(in, shape, steps);
    }

    private static String last(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }

    /// What a package's `__init__.py` holds besides exports.
    List<Finding> init(Module module) {
        var findings = new ArrayList<Finding>();
        if (!rules.exportsOnly()) {
            return findings;
        }
        for (var each : module.marks().logic()) {
            findings.add(
                    finding(
                            "layout-init",
                            new Place(module.path(), each.line()),
                            "__init__.py has more than exports: " + each.what(),
                            "put it into a module and import it here"));
        }
        if (module.isPackage()) {
            for (var name : module.bindings().exports().names().orElse(List.of())) {
                if (!Names.isOpen(name) && !Names.isSpecial(name)) {
                    findings.add(
                            finding(
                                    "layout-init",
                                    new Place(module.path(), 1),
                                    "__all__ names " + name + ", which is private",
                                    "take it out of __all__, or the underscore off"));
                }
            }
        }
        return findings;
    }

    /// The first import that stands below one of a later group.
    Optional<Finding> imports(Module module) {
        if (!rules.ordered()) {
            return Optional.empty();
        }
        var latest = Group.FUTURE;
        for (var each : module.bindings().imports()) {
            var group = group(each);
            if (each.top() && group.compareTo(latest) < 0) {
                return Optional.of(
                        finding(
                                "layout-imports",
                                new Place(module.path(), each.line()),
                                "%s (%s) stands below %s"
                                        .formatted(each.module(), word(group), word(latest)),
                                "put the standard library first, then other packages, then own modules"));
            }
            latest = each.top() ? group : latest;
        }
        return Optional.empty();
    }

    private Group group(Import statement) {
        return statement.group() == Group.OTHER && names.isOwn(statement.module())
                ? Group.OWN
                : statement.group();
    }

    private static String word(Group group) {
        return switch (group) {
            case FUTURE -> "__future__";
            case STANDARD -> "standard library";
            case OTHER -> "other packages";
            case OWN -> "own modules";
        };
    }

    private static Finding finding(String rule, Place place, String message, String advice) {
        return Findings.advised(Findings.of(rule, Level.LOW, place, message), advice);
    }
}
