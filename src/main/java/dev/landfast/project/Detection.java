package dev.landfast.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What the files of a tree say about the project, without running anything.
///
/// @param source folders or modules that hold the code to be measured
/// @param tests folders with tests, integration tests excluded
/// @param application the ASGI application as `module:name`, where one is found
/// @param tools linters, formatters and checkers that the project configures
public record Detection(
        Set<String> source,
        Set<String> tests,
        Optional<String> integration,
        Optional<String> application,
        Set<String> tools) {

    private static final Set<String> NOT_SOURCE =
            Set.of(
                    "tests",
                    "test",
                    "docs",
                    "doc",
                    "examples",
                    "scripts",
                    "migrations",
                    "benchmarks");

    private static final Pattern APPLICATION =
            Pattern.compile("^(\\w+)(?::\\s*FastAPI)?\\s*=\\s*FastAPI\\(", Pattern.MULTILINE);

    public Detection {
        source = Set.copyOf(source);
        tests = Set.copyOf(tests);
        tools = Set.copyOf(tools);
    }

    /// Reads a tree.
    ///
    /// @param files every path, `/` between parts
    /// @param text the content of a path in it
    public static Detection of(Set<String> files, Function<String, Optional<String>> text) {
        var source = source(files);
        return new Detection(
                source,
                tests(files),
                files.stream().anyMatch(f -> f.startsWith("tests/integration/"))
                        ? Optional.of("tests/integration")
                        : Optional.empty(),
                application(files, source, text),
                tools(files, text));
    }

    private static Set<String> source(Set<String> files) {
        var found = new TreeSet<String>();
        for (var file : files) {
            var parts = file.split("/", -1);
            if (parts.length == 3 && parts[0].equals("src") && parts[2].equals("__init__.py")) {
                found.add("src/" + parts[1]);
            } else if (parts.length == 2
                    && parts[1].equals("__init__.py")
                    && !NOT_SOURCE.contains(parts[0])
                    && !parts[0].startsWith(".")) {
                found.add(parts[0]);
            }
        }
        var inSrc = found.stream().filter(f -> f.startsWith("src/")).toList();
        if (!inSrc.isEmpty()) {
            return new TreeSet<>(inSrc);
        }
        return found.isEmpty() ? modules(files) : found;
    }

    /// A project of single files: modules at the top or in `src`.
    private static Set<String> modules(Set<String> files) {
        var found = new TreeSet<String>();
        for (var file : files) {
            var name = file.startsWith("src/") ? file.substring(4) : file;
            var isModule = name.endsWith(".py") && !name.contains("/");
            if (isModule
                    && !name.startsWith("test_")
                    && !Set.of("setup.py", "conftest.py", "noxfile.py").contains(name)) {
                found.add(file);
            }
        }
        return found;
    }

    private static Set<String> tests(Set<String> files) {
        var found = new TreeSet<String>();
        for (var file : files) {
            var parts = file.split("/", -1);
            var name = parts[parts.length - 1];
            if (name.matches("test_.*\\.py|.*_test\\.py")
                    && !file.startsWith("tests/integration/")) {
                found.add(parts.length == 1 ? file : parts[0]);
            }
        }
        return found;
    }

    private static Optional<String> application(
            Set<String> files, Set<String> source, Function<String, Optional<String>> text) {
        for (var folder : new TreeSet<>(source)) {
            for (var name : List.of("main.py", "app.py", "asgi.py")) {
                var path = folder + "/" + name;
                var match =
                        files.contains(path)
                                ? text.apply(path).map(APPLICATION::matcher)
                                : Optional.<java.util.regex.Matcher>empty();
                if (match.isPresent() && match.get().find()) {
                    var module =
                            path.replaceFirst("^src/", "")
                                    .replaceFirst("\\.py$", "")
                                    .replace('/', '.');
                    return Optional.of(module + ":" + match.get().group(1));
                }
            }
        }
        return Optional.empty();
    }

    private static Set<String> tools(Set<String> files, Function<String, Optional<String>> text) {
        var found = new TreeSet<String>();
        var project = text.apply("pyproject.toml").orElse("");
        var setup = text.apply("setup.cfg").orElse("") + "\n" + text.apply("tox.ini").orElse("");
        for (var tool : List.of("black", "isort", "ruff", "mypy", "pyright", "pylint", "bandit")) {
            var table = Pattern.compile("^\\[tool\\." + tool + "(\\.|\\])", Pattern.MULTILINE);
            var section = Pattern.compile("^\\[" + tool + "\\]", Pattern.MULTILINE);
            if (table.matcher(project).find() || section.matcher(setup).find()) {
                found.add(tool);
            }
        }
        var flake8 = Pattern.compile("^\\[flake8\\]", Pattern.MULTILINE);
        if (files.contains(".flake8") || flake8.matcher(setup).find()) {
            found.add("flake8");
        }
        OWN_FILES.forEach((file, tool) -> {
            if (files.contains(file)) {
                found.add(tool);
            }
        });
        return found;
    }

    private static final Map<String, String> OWN_FILES =
            Map.of(
                    "mypy.ini", "mypy",
                    ".mypy.ini", "mypy",
                    "ruff.toml", "ruff",
                    ".ruff.toml", "ruff",
                    ".isort.cfg", "isort",
                    "pyrightconfig.json", "pyright",
                    "alembic.ini", "alembic",
                    ".pre-commit-config.yaml", "pre-commit");

    /// What was found, as settings of `landfast.yaml`.
    public Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        if (!source.isEmpty()) {
            settings.put("source", List.copyOf(new TreeSet<>(source)));
        }
        var levels = new LinkedHashMap<String, Object>();
        if (!tests.isEmpty()) {
            levels.put("unit", List.copyOf(new TreeSet<>(tests)));
        }
        integration.ifPresent(folder -> levels.put("integration", List.of(folder)));
        if (!levels.isEmpty()) {
            settings.put("tests", levels);
        }
        application.ifPresent(app ->
                settings.put(
                        "health",
                        Map.of(
                                "start",
                                "python3 -m uvicorn " + app + " --host 127.0.0.1 --port {port}",
                                "path",
                                "/health")));
        return settings;
    }
}
