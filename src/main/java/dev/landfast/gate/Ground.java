package dev.landfast.gate;

import dev.landfast.definition.Config;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where in a project something can be planted so that its tools find it as they find its own.
public final class Ground {

    private static final Pattern TEST =
            Pattern.compile("(?:.*/)?(?:test_[^/]*|[^/]*_test|[^/.]+(?:\\.\\w+)*\\.test)\\.py");

    private final Checkout checkout;
    private final PythonProject project;
    private final Optional<String> only;

    /// @param settings of `landfast.yaml`, which may name what is the project's code
    public Ground(Checkout checkout, Config settings) {
        this.checkout = checkout;
        this.project = new PythonProject(checkout);
        this.only =
                project.sources(settings).stream()
                        .filter(f -> f.endsWith(".py") && checkout.files().contains(f))
                        .findFirst();
    }

    /// A new module beside the project's own code; for a project of single files the first of
    /// those, because tools look at them alone.
    public String module(String name) {
        return only.orElseGet(() -> folder() + name + ".py");
    }

    /// How a test imports such a module.
    public String imported(String name) {
        var path = module(name).replaceFirst("^src/", "");
        return path.substring(0, path.length() - ".py".length()).replace('/', '.');
    }

    /// The folder of the first package, with a slash; nothing for a project of single modules.
    private String folder() {
        for (var name : project.packages()) {
            for (var start : new String[] {"src/", ""}) {
                if (checkout.files().contains(start + name + "/__init__.py")) {
                    return start + name + "/";
                }
            }
        }
        return checkout.files().stream().anyMatch(f -> f.matches("src/[^/]+\\.py")) ? "src/" : "";
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

    /// The smallest test file of the project by name.
    private Optional<String> anyTest() {
        return checkout.files().stream()
                .filter(f -> TEST.matcher(f).matches())
                .min(Comparator.comparingInt(String::length).thenComparing(f -> f));
    }
}
