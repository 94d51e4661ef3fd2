package dev.landfast.gate;

import dev.landfast.definition.Config;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where in a project something can be planted so that its tools find it as they find its own.
public final class Ground {

    private static final Pattern TEST =
            Pattern.compile("(?:.*/)?(?:test_[^/]*|[^/]*_test|[^/.]+(?:\\.\\w+)*\\.test)\\.py");

    private static final String PYTHON = ".py";

    private final Checkout checkout;
    private final PythonProject project;
    private final List<String> named;
    private final Optional<String> only;
    private final Optional<String> below;

    /// @param settings of `landfast.yaml`, which may name what is the project's code
    public Ground(Checkout checkout, Config settings) {
        this(checkout, settings, Optional.empty());
    }

    /// @param below the file or folder that a check looks at
    public Ground(Checkout checkout, Config settings, Optional<String> below) {
        this.checkout = checkout;
        this.project = new PythonProject(checkout);
        this.named = settings.texts("source").stream().map(Ground::plain).toList();
        this.below = below.map(Ground::plain).filter(b -> !b.isEmpty());
        var sources = project.sources(settings);
        this.only =
                sources.stream()
                        .filter(f -> f.endsWith(PYTHON) && checkout.files().contains(f))
                        .filter(f -> sources.stream().allMatch(s -> s.endsWith(PYTHON)))
                        .min(
                                Comparator.<String, Boolean>comparing(f -> f.startsWith("_"))
                                        .thenComparing(f -> f));
    }

    /// `./app/` → `app`; everything is nothing in particular.
    static String plain(String path) {
        return path.replaceFirst("^(\\./)+", "").replaceFirst("/*$", "").replaceFirst("^\\.$", "");
    }

    /// A new module beside the project's own code; for a project of single files the first of
    /// those, because tools look at them alone.
    public String module(String name) {
        return below.map(b -> within(b, name))
                .orElseGet(() -> only.orElseGet(() -> folder() + name + PYTHON));
    }

    private static String within(String part, String name) {
        return part.endsWith(PYTHON) ? part : part + "/" + name + PYTHON;
    }

    /// How a test imports such a module.
    public String imported(String name) {
        var path = module(name).replaceFirst("^src/", "");
        var folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        var top = folder;
        while (!top.isEmpty() && checkout.files().contains(top + "/__init__.py")) {
            top = top.substring(0, Math.max(0, top.lastIndexOf('/')));
        }
        // Below what is no package itself: `backend/app/sums.py` is `app.sums`.
        var start = top.isEmpty() || top.equals(folder) ? 0 : top.length() + 1;
        return path.substring(start, path.length() - PYTHON.length()).replace('/', '.');
    }

    /// The folder of the first package, with a slash; what is named as the project's code where
    /// that is none; nothing for a project of single modules.
    private String folder() {
        var packages =
                project.packages().stream()
                        .sorted(
                                Comparator.<String, Boolean>comparing(n -> n.startsWith("_"))
                                        .thenComparing(n -> n))
                        .toList();
        for (var name : packages) {
            for (var start : List.of("src/", "")) {
                if (checkout.files().contains(start + name + "/__init__.py")
                        && isNamed(start + name)) {
                    return start + name + "/";
                }
            }
        }
        var folder = named.stream().filter(n -> !n.isEmpty() && !n.endsWith(PYTHON)).findFirst();
        if (folder.isPresent()) {
            return folder.get() + "/";
        }
        return checkout.files().stream().anyMatch(f -> f.matches("src/[^/]+\\.py")) ? "src/" : "";
    }

    private boolean isNamed(String folder) {
        return named.isEmpty()
                || named.stream().anyMatch(n -> n.isEmpty() || (folder + "/").startsWith(n + "/"));
    }

    /// A new test file, named and placed as the project names and places its own; nothing where it
    /// has none.
    public Optional<String> test(String name) {
        return anyTest()
                .map(like -> {
                    var slash = like.lastIndexOf('/') + 1;
                    var file = like.substring(slash);
                    var dot = file.indexOf('.');
                    var stem = file.substring(0, dot);
                    var called =
                            stem.startsWith("test_")
                                    ? "test_" + name
                                    : stem.endsWith("_test") ? name + "_test" : name;
                    return like.substring(0, slash) + called + file.substring(dot);
                });
    }

    /// The same for a check that only reads: below what it looks at, and where people usually have
    /// theirs.
    public String anyTest(String name) {
        return below.map(b -> within(b, "test_" + name))
                .or(() -> test(name))
                .orElse("tests/test_" + name + PYTHON);
    }

    /// The smallest test file of the project by name.
    private Optional<String> anyTest() {
        return checkout.files().stream()
                .filter(f -> TEST.matcher(f).matches())
                .min(Comparator.comparingInt(String::length).thenComparing(f -> f));
    }
}
