package dev.landfast.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// One edit of a scripted change, as its YAML says it: `file`, and one of `replace` with `with`
/// (the text must be there once), `append`, `text`, `delete: true`, `move`, `copy`, `compiled`.
///
/// @param said its keys and values
record Edit(Map<?, ?> said) {

    private static final String PYC =
            """
            import importlib.util, os, py_compile, sys
            source, target = sys.argv[1:]
            folder, name = os.path.split(target)
            made = importlib.util.cache_from_source(name.replace(".pyc", ".py"))
            target = os.path.join(folder, os.path.basename(made))
            unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
            py_compile.compile(source, cfile=target, invalidation_mode=unchecked)
            """;

    /// An edit that does not fit is an error of the case and no result.
    static final class DoesNotFit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DoesNotFit(String message) {
            super(message);
        }
    }

    void in(Path tree) {
        var file = tree.resolve(text("file"));
        try {
            apply(tree, file);
        } catch (IOException e) {
            throw new DoesNotFit(e.toString());
        }
    }

    private void apply(Path tree, Path file) throws IOException {
        if (said.containsKey("text")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text("text"));
        } else if (said.containsKey("delete")) {
            Files.delete(file);
        } else if (said.containsKey("move")) {
            var target = tree.resolve(text("move"));
            Files.createDirectories(target.getParent());
            Files.move(file, target);
        } else if (said.containsKey("copy")) {
            var target = tree.resolve(text("copy"));
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        } else if (said.containsKey("compiled")) {
            Files.createDirectories(file.getParent());
            var script = List.of("-c", PYC, text("compiled"), text("file"));
            var done = Bare.python(tree, script);
            if (done.code() != 0) {
                throw new DoesNotFit(done.said());
            }
        } else if (said.containsKey("append")) {
            Files.writeString(file, Files.readString(file) + text("append"));
        } else {
            replace(file, Files.readString(file));
        }
    }

    private void replace(Path file, String before) throws IOException {
        var old = text("replace");
        var at = before.indexOf(old);
        if (old.isEmpty() || at < 0 || before.indexOf(old, at + 1) >= 0) {
            throw new DoesNotFit("not there once in %s: %s".formatted(text("file"), old));
        }
        Files.writeString(
                file, before.substring(0, at) + text("with") + before.substring(at + old.length()));
    }

    private String text(String key) {
        if (said.get(key) instanceof String text) {
            return text;
        }
        throw new DoesNotFit("an edit has no text '%s': %s".formatted(key, said));
    }

    /// All edits that a case or a defect has.
    static List<Edit> all(Object listed) {
        if (listed instanceof List<?> edits) {
            return edits.stream().map(each -> new Edit((Map<?, ?>) each)).toList();
        }
        return List.of();
    }
}
