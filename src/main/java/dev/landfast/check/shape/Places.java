package dev.landfast.check.shape;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a Python file is for, by where it lies and what it is called.
///
/// @param sources files and folders of the project's code; empty for all that is nothing else
record Places(List<String> sources) {

    private static final Set<String> TESTS = Set.of("tests", "test");
    private static final Set<String> BESIDE =
            Set.of(
                    "docs",
                    "doc",
                    "examples",
                    "example",
                    "scripts",
                    "migrations",
                    "alembic",
                    "benchmarks",
                    "playground",
                    "tools",
                    "build",
                    "dist",
                    "setup.py",
                    "noxfile.py",
                    "conftest.py");
    private static final Set<String> FOREIGN =
            Set.of(
                    "vendor",
                    "_vendor",
                    "vendored",
                    "third_party",
                    "node_modules",
                    "site-packages",
                    "venv",
                    ".venv");
    private static final Pattern TEST =
            Pattern.compile(
                    "test_.*\\.py|.*_test\\.py|.*\\.test\\.py|conftest\\.py|test_.*\\.(unit|integration|e2e)(\\.l[123])?\\.py");
    private static final Pattern GENERATED = Pattern.compile(".*_pb2(_grpc)?\\.py|_version\\.py");

    Places {
        sources = List.copyOf(sources);
    }

    enum Role {
        /// The project's own code: what others import and what runs.
        CODE,
        TEST,
        /// Own, and neither: scripts, examples, migrations, documentation.
        BESIDE,
        /// Somebody else's, or made by a program.
        FOREIGN
    }

    Role role(String path) {
        var parts = List.of(path.split("/", -1));
        var name = parts.getLast();
        var folders = parts.subList(0, parts.size() - 1);
        if (folders.stream().anyMatch(FOREIGN::contains) || GENERATED.matcher(name).matches()) {
            return Role.FOREIGN;
        }
        if (folders.stream().anyMatch(TESTS::contains) || TEST.matcher(name).matches()) {
            return Role.TEST;
        }
        if (!sources.isEmpty()) {
            return sources.stream().anyMatch(s -> isBelow(path, s)) ? Role.CODE : Role.BESIDE;
        }
        return BESIDE.contains(parts.getFirst()) ? Role.BESIDE : Role.CODE;
    }

    static boolean isBelow(String path, String folder) {
        return (path + "/").startsWith(folder.replaceAll("/*$", "") + "/");
    }
}
