package dev.landfast.check.tests;

import dev.landfast.gate.Tree;
import dev.landfast.syntax.PythonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Modules that ship with the product and assert for its tests, such as `app/testing.py`: what the
/// base's tests ask for is partly said there.
///
/// One is known by three things at the base: it asserts, tests import it, and nothing else does.
final class TestHelpers {

    private static final Pattern ASSERTS =
            Pattern.compile(
                    "^\\s+(assert\\b|raise AssertionError)|^(import|from) (pytest|unittest)\\b",
                    Pattern.MULTILINE);

    private final Tree base;
    private final Map<String, List<String>> imports = new HashMap<>();

    private TestHelpers(Tree base) {
        this.base = base;
    }

    /// Those that the branch changed or deleted.
    static Set<String> touched(Tree candidate, Tree base) {
        if (PythonFile.obstacle().isPresent()) {
            return Set.of();
        }
        var helpers = new TestHelpers(base);
        var touched = new TreeSet<String>();
        for (var path : base.files().keySet()) {
            if (path.endsWith(".py")
                    && !OldTests.isOfTests(path)
                    && OldTests.isOther(candidate, base, path)
                    && ASSERTS.matcher(text(base.content(path))).find()) {
                touched.add(path);
            }
        }
        touched.removeIf(path -> !helpers.isForTests(module(path)));
        return touched;
    }

    private boolean isForTests(String module) {
        var byTests = false;
        for (var path : base.files().keySet()) {
            if (path.endsWith(".py") && imports(path).stream().anyMatch(i -> isOf(module, i))) {
                if (!OldTests.isOfTests(path)) {
                    return false;
                }
                byTests = true;
            }
        }
        return byTests;
    }

    /// A relative import is taken for one of any module of that name.
    private static boolean isOf(String module, String imported) {
        if (imported.startsWith(".")) {
            var last = module.substring(module.lastIndexOf('.') + 1);
            return List.of(imported.split("\\.+", -1)).contains(last);
        }
        return (imported + ".").startsWith(module + ".");
    }

    private List<String> imports(String path) {
        return imports.computeIfAbsent(path, p -> PythonFile.parse(read(p)).imports());
    }

    private byte[] read(String path) {
        try {
            return Files.readAllBytes(base.quiet().directory().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String module(String path) {
        return path.replaceFirst("^src/", "")
                .replaceFirst("(/__init__)?\\.py$", "")
                .replace('/', '.');
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
