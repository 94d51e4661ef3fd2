package dev.landfast.check.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the Python files of a tree look like, as shape.py read them.
///
/// @param unreadable path → why there is no module for it
record Shape(List<Module> modules, Map<String, String> unreadable) {

    Shape {
        modules = List.copyOf(modules);
        unreadable = Map.copyOf(unreadable);
    }

    /// One file.
    record Module(String path, int lines, Bindings bindings, Block defined, Marks marks) {

        String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        boolean isPackage() {
            return fileName().equals("__init__.py");
        }
    }

    /// @param imports in order
    record Bindings(Exports exports, List<Import> imports) {

        Bindings {
            imports = List.copyOf(imports);
        }
    }

    /// What `__all__` says.
    ///
    /// @param names empty where there is no `__all__`
    /// @param whole whether it is written out, so that these are all of its names
    record Exports(Optional<List<String>> names, boolean whole) {

        Exports {
            names = names.map(List::copyOf);
        }
    }

    /// One import statement.
    ///
    /// @param top whether it stands in no other statement
    /// @param module as it is written, with its leading dots
    record Import(int line, boolean top, String module, Group group, List<Bound> names) {

        Import {
            names = List.copyOf(names);
        }
    }

    /// Where an import leads, in the order in which imports stand.
    enum Group {
        FUTURE,
        STANDARD,
        OTHER,
        OWN
    }

    /// A name that an import binds.
    ///
    /// @param name in the module; empty for the module itself, `*` for all of its names
    record Bound(String name, String as, String of) {}

    /// What a module or class defines.
    record Block(List<Function> functions, List<ClassShape> classes, List<Name> names) {

        Block {
            functions = List.copyOf(functions);
            classes = List.copyOf(classes);
            names = List.copyOf(names);
        }
    }

    /// A name that is assigned to.
    ///
    /// @param type whether it stands for a type
    record Name(String name, int line, boolean type) {}

    record Function(String name, int line, Traits traits, List<Parameter> parameters) {

        Function {
            parameters = List.copyOf(parameters);
        }

        boolean isDecorated(String decorator) {
            return traits.decorators().stream()
                    .anyMatch(d -> d.equals(decorator) || d.endsWith("." + decorator));
        }
    }

    /// @param returns whether it says what it returns
    record Traits(boolean async, boolean documented, boolean returns, Set<String> decorators) {

        Traits {
            decorators = Set.copyOf(decorators);
        }
    }

    record Parameter(String name, Kind kind, boolean optional, boolean hinted) {}

    /// How an argument may be given.
    enum Kind {
        POSITIONAL,
        EITHER,
        REST,
        NAMED,
        NAMES
    }

    record ClassShape(
            String name, int line, List<String> bases, boolean documented, Block members) {

        ClassShape {
            bases = List.copyOf(bases);
        }
    }

    /// What checks look for in a file.
    record Marks(
            Units units,
            List<Mark> logic,
            List<Mark> leftovers,
            List<Replaced> replaced,
            List<Mark> literals) {

        Marks {
            logic = List.copyOf(logic);
            leftovers = List.copyOf(leftovers);
            replaced = List.copyOf(replaced);
            literals = List.copyOf(literals);
        }

        List<Complexity> complexity() {
            return units.complexity();
        }
    }

    /// @param complexity of each function that stands in no other
    /// @param all the module itself, then each class and function in it
    record Units(List<Complexity> complexity, List<Unit> all) {

        Units {
            complexity = List.copyOf(complexity);
            all = List.copyOf(all);
        }
    }

    /// @param end its last line
    /// @param hash over what is its own
    record Unit(String name, int line, int end, String hash) {}

    /// @param hash over what it does, wherever it stands and however it is written
    record Complexity(String name, int line, int value, String hash) {}

    /// @param what a rule, or nothing
    record Mark(int line, String what, String text) {}

    /// Something that a test puts in the place of something else.
    ///
    /// @param target its dotted name as far as it is written there
    /// @param imported whether the name begins with what the file imports, so that it can be told
    ///   whose it is
    record Replaced(int line, String how, String target, boolean imported) {}
}
