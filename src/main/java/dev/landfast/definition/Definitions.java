package dev.landfast.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where definitions come from: text, the ones that ship, and those of a repository.
public final class Definitions {

    /// In the order in which they build on each other, so the first needs no other. A file, because
    /// no Java knows their names.
    private static final List<String> BUILTIN =
            Kinds.resource("workflows/names.txt").lines().toList();

    private static final String ENDING = ".yaml";

    private Definitions() {}

    /// @param file what positions name: the path as the user knows it
    /// @throws DefinitionException with every mistake that was found
    public static Workflow parse(String text, String file) {
        return WorkflowReader.read(text, file);
    }

    /// @throws DefinitionException with every mistake that was found
    public static Workflow parse(Path path) {
        return parse(text(path), path.toString());
    }

    /// The names of the definitions that ship.
    public static List<String> builtins() {
        return BUILTIN;
    }

    /// The one for somebody who has not chosen: the first that is named in the file.
    public static String suggested() {
        return BUILTIN.getFirst();
    }

    public static Optional<Workflow> builtin(String name) {
        return builtinText(name).map(text -> parse(text, "builtin:" + name));
    }

    /// The source of a definition that ships, to be copied and changed.
    public static Optional<String> builtinText(String name) {
        return BUILTIN.contains(name)
                ? Optional.of(Kinds.resource("workflows/" + name + ENDING))
                : Optional.empty();
    }

    /// The definitions of a repository, `.landfast/workflows/*.yaml`, by the name of the file.
    ///
    /// @param root the root of a work tree or checkout
    public static Map<String, Path> inRepository(Path root) {
        var found = new TreeMap<String, Path>();
        var folder = root.resolve(".landfast").resolve("workflows");
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                found.put(name.substring(0, name.length() - ENDING.length()), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String text(Path path) {
        try {
            return Files.size(path) > YamlTree.MOST_BYTES
                    ? "#".repeat(YamlTree.MOST_BYTES + 1)
                    : Files.readString(path);
        } catch (MalformedInputException _) {
            throw notText(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DefinitionException notText(Path path) {
        return new DefinitionException(
                List.of(
                        new Problem(
                                Problems.Code.UNREADABLE.text(),
                                new Position(path.toString(), 1, 1),
                                "this is not UTF-8 text",
                                Optional.empty(),
                                "save the file as UTF-8")));
    }
}
