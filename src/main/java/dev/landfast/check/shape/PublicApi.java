package dev.landfast.check.shape;

import dev.landfast.check.shape.Places.Role;
import dev.landfast.check.shape.Shape.Block;
import dev.landfast.check.shape.Shape.ClassShape;
import dev.landfast.check.shape.Shape.Function;
import dev.landfast.check.shape.Shape.Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The functions, classes and methods that others are meant to use, each where it is defined.
///
/// In a public module that is every name without an underscore in front, and every name in
/// `__all__`: a list of exports can add to what is asked for and take nothing away. What a private
/// module defines counts where a public one hands it on.
final class PublicApi {

    private final Names names;
    private final Map<String, Item> items = new TreeMap<>();

    private PublicApi(Names names) {
        this.names = names;
    }

    /// @param name below the module, such as `Order.total`
    /// @param function empty for a class
    /// @param documented whether it has a docstring of its own
    record Item(
            String path, String name, int line, Optional<Function> function, boolean documented) {

        boolean isMethod() {
            return function.isPresent() && name.contains(".");
        }

        boolean isSpecial() {
            return Names.isSpecial(name.substring(name.lastIndexOf('.') + 1));
        }
    }

    static List<Item> of(Modules modules) {
        var api = new PublicApi(new Names(modules.shape().modules()));
        modules.of(Role.CODE).stream().filter(Names::isPublic).forEach(api::add);
        var wanted = new TreeSet<String>();
        modules.of(Role.CODE).forEach(m -> wanted.add(m.path()));
        return api.items.values().stream().filter(i -> wanted.contains(i.path())).toList();
    }

    private void add(Module module) {
        var exported = module.bindings().exports().names().orElse(List.of());
        var block = module.defined();
        block.functions().stream()
                .filter(f -> Names.isOpen(f.name()) || exported.contains(f.name()))
                .forEach(f -> add(module, "", f));
        block.classes().stream()
                .filter(c -> Names.isOpen(c.name()) || exported.contains(c.name()))
                .forEach(c -> add(module, "", c));
        for (var name : handedOn(module, exported)) {
            switch (names.find(module, name).orElseGet(Thing.Elsewhere::new)) {
                case Thing.OfFunction(var in, var function) -> add(in, "", function);
                case Thing.OfClass(var in, var shape) -> add(in, "", shape);
                case Thing.OfName ignored -> {}
                case Thing.OfModule ignored -> {}
                case Thing.Elsewhere ignored -> {}
            }
        }
    }

    /// Names that a module takes from elsewhere and offers as its own.
    static List<String> handedOn(Module module, List<String> exported) {
        var found = new ArrayList<String>();
        for (var each : module.bindings().imports()) {
            for (var bound : each.names()) {
                var offered =
                        module.isPackage()
                                && module.bindings().exports().names().isEmpty()
                                && each.top()
                                && Names.isOpen(bound.as())
                                && !bound.name().isEmpty();
                if ((offered || exported.contains(bound.as())) && !bound.name().equals("*")) {
                    found.add(bound.as());
                }
            }
        }
        return found;
    }

    private void add(Module module, String prefix, Function function) {
        var name = prefix + function.name();
        items.putIfAbsent(
                module.path() + ":" + String.format("%07d", function.line()) + " " + name,
                new Item(
                        module.path(),
                        name,
                        function.line(),
                        Optional.of(function),
                        function.traits().documented()));
    }

    private void add(Module module, String prefix, ClassShape shape) {
        var name = prefix + shape.name();
        items.putIfAbsent(
                module.path() + ":" + String.format("%07d", shape.line()) + " " + name,
                new Item(module.path(), name, shape.line(), Optional.empty(), shape.documented()));
        Block members = shape.members();
        members.functions().stream()
                .filter(f -> Names.isOpen(f.name()) || Names.isSpecial(f.name()))
                .forEach(f -> add(module, name + ".", f));
        members.classes().stream()
                .filter(c -> Names.isOpen(c.name()))
                .forEach(c -> add(module, name + ".", c));
    }
}
