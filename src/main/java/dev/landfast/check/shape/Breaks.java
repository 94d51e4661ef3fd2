package dev.landfast.check.shape;

import dev.landfast.check.shape.Places.Role;
import dev.landfast.check.shape.Shape.ClassShape;
import dev.landfast.check.shape.Shape.Function;
import dev.landfast.check.shape.Shape.Module;
import dev.landfast.check.shape.Shape.Name;
import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Compares what two trees offer.
///
/// Of a module of the base counts what its `__all__` lists, else every name without an underscore
/// that it defines and, in a package, hands on; of values only constants. Where the name leads to
/// now does not matter.
final class Breaks {

    private static final int DEEPEST = 20;

    /// Of names that nothing lists; a logger or a loop's variable is nobody's to use.
    private static final Pattern CONSTANT = Pattern.compile("(?!LOG(GER)?$)[A-Z][A-Z0-9_]+");

    private final Names before;
    private final Names now;
    private final Set<String> seen = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private int compared;
    private int untold;

    private Breaks(Names before, Names now) {
        this.before = before;
        this.now = now;
    }

    static Breaks between(Modules base, Modules candidate) {
        var breaks =
                new Breaks(
                        new Names(base.shape().modules()), new Names(candidate.shape().modules()));
        base.of(Role.CODE).stream().filter(Names::isPublic).forEach(breaks::compare);
        return breaks;
    }

    List<Finding> findings() {
        return findings;
    }

    /// How many public names the base has.
    int compared() {
        return compared;
    }

    /// How many of them lead out of the tree, or are made in a way that its text does not tell.
    int untold() {
        return untold;
    }

    private void compare(Module old) {
        var dotted = Names.dotted(old);
        var young = now.module(dotted);
        compared++;
        if (young.isEmpty()) {
            if (!stillThere(dotted)) {
                say(new Place(old.path(), 0), "module " + dotted + " is gone");
            }
            return;
        }
        var module = young.get();
        for (var name : offered(old)) {
            compared++;
            var then = before.find(old, name);
            var today = now.find(module, name);
            if (then.isEmpty()) {
                continue;
            }
            if (today.isEmpty()) {
                say(new Place(module.path(), 0), dotted + "." + name + " is gone");
            } else {
                narrowed(old, module, name);
                compare(dotted + "." + name, then.get(), today.get());
            }
        }
    }

    /// A module that became a name of its package, such as an import of one elsewhere.
    private boolean stillThere(String dotted) {
        var dot = dotted.lastIndexOf('.');
        return dot > 0
                && now.module(dotted.substring(0, dot))
                        .flatMap(m -> now.find(m, dotted.substring(dot + 1)))
                        .isPresent();
    }

    private static Set<String> offered(Module module) {
        var listed = module.bindings().exports();
        if (listed.names().isPresent() && listed.whole()) {
            return new LinkedHashSet<>(listed.names().get());
        }
        Set<String> names = new LinkedHashSet<>(listed.names().orElse(List.of()));
        var block = module.defined();
        block.functions().stream().map(Function::name).filter(Names::isOpen).forEach(names::add);
        block.classes().stream().map(ClassShape::name).filter(Names::isOpen).forEach(names::add);
        block.names().stream()
                .filter(n -> n.type() || CONSTANT.matcher(n.name()).matches())
                .map(Name::name)
                .filter(Names::isOpen)
                .forEach(names::add);
        names.addAll(PublicApi.handedOn(module, List.copyOf(names)));
        return names;
    }

    private void narrowed(Module old, Module young, String name) {
        var then = old.bindings().exports();
        var today = young.bindings().exports();
        if (then.names().filter(n -> n.contains(name)).isPresent()
                && today.whole()
                && today.names().filter(n -> !n.contains(name)).isPresent()) {
            say(
                    new Place(young.path(), 0),
                    Names.dotted(young) + "." + name + " is no longer in __all__");
        }
    }

    private void compare(String name, Thing then, Thing today) {
        if (today instanceof Thing.Elsewhere || then instanceof Thing.Elsewhere) {
            untold++;
            return;
        }
        switch (then) {
            case Thing.OfFunction(var _, var old) when today instanceof Thing.OfFunction young -> {
                if (seen.add(young.in().path() + ":" + young.function().line())) {
                    functions(
                            new Place(young.in().path(), young.function().line()),
                            name,
                            old,
                            young.function());
                }
            }
            case Thing.OfClass old -> {
                switch (today) {
                    case Thing.OfClass young -> {
                        if (seen.add(young.in().path() + ":" + young.shape().line())) {
                            classes(name, old, young);
                        }
                    }
                    case Thing.OfFunction(var in, var function) ->
                            say(
                                    new Place(in.path(), function.line()),
                                    name + " was a class and is a function");
                    case Thing.OfName ignored -> untold++;
                    case Thing.OfModule ignored -> untold++;
                    case Thing.Elsewhere ignored -> untold++;
                }
            }
            case Thing.OfFunction ignored -> {}
            case Thing.OfName ignored -> {}
            case Thing.OfModule ignored -> {}
            case Thing.Elsewhere ignored -> {}
        }
    }

    private void functions(Place place, String name, Function old, Function young) {
        new Signature(old, false)
                .brokenBy(new Signature(young, false))
                .forEach(why -> say(place, name + ": " + why));
    }

    private void classes(String name, Thing.OfClass old, Thing.OfClass young) {
        var place = new Place(young.in().path(), young.shape().line());
        var ancestors = ancestors(young, 0);
        for (var base : old.shape().bases()) {
            if (!base.isEmpty()
                    && !last(base).equals("object")
                    && !ancestors.contains(last(base))) {
                say(place, name + " no longer inherits from " + last(base));
            }
        }
        for (var each : old.shape().members().names()) {
            if (Names.isOpen(each.name()) && member(young, each.name(), 0).isEmpty()) {
                say(place, name + "." + each.name() + " is gone");
            }
        }
        Set<String> methods = new LinkedHashSet<>();
        old.shape().members().functions().stream()
                .map(Function::name)
                .filter(n -> Names.isOpen(n) || Names.isSpecial(n))
                .forEach(methods::add);
        methods.forEach(method -> method(name, method, old, young));
        for (var inner : old.shape().members().classes()) {
            if (Names.isOpen(inner.name()) && member(young, inner.name(), 0).isEmpty()) {
                say(place, name + "." + inner.name() + " is gone");
            }
        }
    }

    private void method(String owner, String name, Thing.OfClass old, Thing.OfClass young) {
        var then = Names.called(named(old.shape(), name));
        var today = member(young, name, 0);
        var full = owner + "." + name;
        if (today.isEmpty()) {
            // Without one of its own a class takes what its ancestors take.
            if (Names.isOpen(name)) {
                say(new Place(young.in().path(), young.shape().line()), full + " is gone");
            }
        } else if (today.get() instanceof Thing.OfFunction(var in, var function)) {
            new Signature(then, true)
                    .brokenBy(new Signature(function, true))
                    .forEach(why -> say(new Place(in.path(), function.line()), full + ": " + why));
        }
    }

    private static List<Function> named(ClassShape shape, String name) {
        return shape.members().functions().stream().filter(f -> f.name().equals(name)).toList();
    }

    /// What a class has by that name, of its own or from an ancestor in the tree.
    private Optional<Thing> member(Thing.OfClass of, String name, int steps) {
        var members = of.shape().members();
        var functions = named(of.shape(), name);
        if (!functions.isEmpty()) {
            return Optional.of(new Thing.OfFunction(of.in(), Names.called(functions)));
        }
        if (members.names().stream().anyMatch(n -> n.name().equals(name))
                || members.classes().stream().anyMatch(c -> c.name().equals(name))) {
            return Optional.of(new Thing.OfName());
        }
        if (steps > DEEPEST) {
            return Optional.empty();
        }
        return of.shape().bases().stream()
                .flatMap(base -> now.find(of.in(), base).stream())
                .filter(Thing.OfClass.class::isInstance)
                .map(Thing.OfClass.class::cast)
                .flatMap(c -> member(c, name, steps + 1).stream())
                .findFirst();
    }

    private Set<String> ancestors(Thing.OfClass of, int steps) {
        Set<String> names = new HashSet<>();
        for (var base : of.shape().bases()) {
            names.add(last(base));
            if (steps < DEEPEST
                    && now.find(of.in(), base).orElseGet(Thing.Elsewhere::new)
                            instanceof Thing.OfClass ancestor) {
                names.add(ancestor.shape().name());
                names.addAll(ancestors(ancestor, steps + 1));
            }
        }
        return names;
    }

    private static String last(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }

    private void say(Place place, String what) {
        findings.add(
                Findings.advised(
                        Findings.of("interface-broken", Level.HIGH, place, what),
                        "keep what there was beside what is new, or let a person waive it"));
    }
}
