package dev.landfast.check.shape;

import dev.landfast.check.shape.Shape.Bound;
import dev.landfast.check.shape.Shape.Function;
import dev.landfast.check.shape.Shape.Import;
import dev.landfast.check.shape.Shape.Module;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What names mean in the modules of a tree, followed through imports.
final class Names {

    /// Longer chains of imports are rings.
    private static final int FARTHEST = 20;

    private final Map<String, Module> modules = new HashMap<>();

    Names(Collection<Module> all) {
        Set<String> packages = new HashSet<>();
        all.stream().filter(Module::isPackage).forEach(m -> packages.add(folder(m.path())));
        all.forEach(m -> modules.put(dotted(m), m));
        // `backend/app/sums.py` is imported as `app.sums` where backend is no package.
        all.forEach(m -> modules.putIfAbsent(imported(m, packages), m));
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /// `src/app/sums.py` → `app.sums`, `app/__init__.py` → `app`.
    static String dotted(Module module) {
        var path = module.isPackage() ? folder(module.path()) : module.path();
        return (path.startsWith("src/") ? path.substring("src/".length()) : path)
                .replaceAll("\\.py$", "")
                .replace('/', '.');
    }

    private static String imported(Module module, Set<String> packages) {
        var top = folder(module.path());
        while (packages.contains(top)) {
            top = folder(top);
        }
        var path = module.isPackage() ? folder(module.path()) : module.path();
        return (top.isEmpty() || path.length() <= top.length()
                        ? path
                        : path.substring(top.length() + 1))
                .replaceAll("\\.py$", "")
                .replace('/', '.');
    }

    /// Whether no part of its name begins with an underscore.
    static boolean isPublic(Module module) {
        return List.of(dotted(module).split("\\.", -1)).stream().noneMatch(p -> p.startsWith("_"));
    }

    static boolean isOpen(String name) {
        return !name.startsWith("_");
    }

    static boolean isSpecial(String name) {
        return name.startsWith("__") && name.endsWith("__");
    }

    Optional<Module> module(String dotted) {
        return Optional.ofNullable(modules.get(dotted));
    }

    /// Whether a dotted name leads into this tree.
    boolean isOwn(String dotted) {
        var first = dotted.split("\\.", 2)[0];
        return modules.keySet().stream()
                .anyMatch(m -> m.equals(first) || m.startsWith(first + "."));
    }

    /// What the name stands for in the module; empty when it has no such name.
    ///
    /// @param name may be a chain such as `orders.Order`
    Optional<Thing> find(Module module, String name) {
        var dot = name.indexOf('.');
        if (dot < 0) {
            return find(module, name, 0);
        }
        return find(module, name.substring(0, dot), 0)
                .flatMap(t ->
                        t instanceof Thing.OfModule(var inner)
                                ? find(inner, name.substring(dot + 1))
                                : Optional.of(new Thing.Elsewhere()));
    }

    private Optional<Thing> find(Module module, String name, int steps) {
        if (steps > FARTHEST) {
            return Optional.of(new Thing.Elsewhere());
        }
        return defined(module, name)
                .or(() -> imported(module, name, steps))
                .or(() -> assigned(module, name))
                .or(() -> below(module, name))
                .or(() -> made(module));
    }

    private static Optional<Thing> defined(Module module, String name) {
        var block = module.defined();
        var functions = block.functions().stream().filter(f -> f.name().equals(name)).toList();
        if (!functions.isEmpty()) {
            return Optional.of(new Thing.OfFunction(module, called(functions)));
        }
        return block.classes().stream()
                .filter(c -> c.name().equals(name))
                .reduce((a, b) -> b)
                .map(c -> new Thing.OfClass(module, c));
    }

    /// The one that runs: overloads only describe it, a setter comes beside its getter.
    static Function called(List<Function> named) {
        return named.stream()
                .filter(f -> !f.isDecorated("overload") && !isSetter(f))
                .reduce((a, b) -> b)
                .orElse(named.getLast());
    }

    static boolean isSetter(Function function) {
        return function.isDecorated("setter") || function.isDecorated("deleter");
    }

    private static Optional<Thing> assigned(Module module, String name) {
        return module.defined().names().stream().anyMatch(n -> n.name().equals(name))
                ? Optional.of(new Thing.OfName())
                : Optional.empty();
    }

    private Optional<Thing> below(Module module, String name) {
        return module.isPackage()
                ? module(dotted(module) + "." + name).map(Thing.OfModule::new)
                : Optional.empty();
    }

    /// A module may make names when it is asked for them, or take over unknown ones.
    private Optional<Thing> made(Module module) {
        var open =
                module.defined().functions().stream().anyMatch(f -> f.name().equals("__getattr__"))
                        || stars(module).stream().anyMatch(i -> target(module, i).isEmpty());
        return open ? Optional.of(new Thing.Elsewhere()) : Optional.empty();
    }

    private Optional<Thing> imported(Module module, String name, int steps) {
        for (var each : module.bindings().imports()) {
            for (var bound : each.names()) {
                if (bound.as().equals(name)) {
                    return Optional.of(meant(module, each, bound, steps));
                }
            }
        }
        for (var star : stars(module)) {
            var found =
                    target(module, star)
                            .filter(t -> offers(t, name))
                            .flatMap(t -> find(t, name, steps + 1));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Thing meant(Module module, Import statement, Bound bound, int steps) {
        if (bound.name().isEmpty()) {
            return module(bound.of())
                    .<Thing>map(Thing.OfModule::new)
                    .orElseGet(Thing.Elsewhere::new);
        }
        return target(module, statement)
                .flatMap(t -> find(t, bound.name(), steps + 1))
                .or(() ->
                        module(absolute(module, statement.module()) + "." + bound.name())
                                .map(Thing.OfModule::new))
                .orElseGet(Thing.Elsewhere::new);
    }

    /// The own module that an import leads to.
    Optional<Module> target(Module from, Import statement) {
        return module(absolute(from, statement.module()));
    }

    private static String absolute(Module from, String module) {
        var name = module.replaceFirst("^\\.+", "");
        var dots = module.length() - name.length();
        if (dots == 0) {
            return module;
        }
        var parts = List.of(dotted(from).split("\\.", -1));
        var kept = parts.size() - dots + (from.isPackage() ? 1 : 0);
        var parent = String.join(".", parts.subList(0, Math.max(0, kept)));
        return name.isEmpty() ? parent : parent.isEmpty() ? name : parent + "." + name;
    }

    private static List<Import> stars(Module module) {
        return module.bindings().imports().stream()
                .filter(i -> i.names().stream().anyMatch(b -> b.name().equals("*")))
                .toList();
    }

    /// Whether `from module import *` binds the name.
    private static boolean offers(Module module, String name) {
        return module.bindings().exports().names().map(n -> n.contains(name)).orElse(isOpen(name));
    }
}
