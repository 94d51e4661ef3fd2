package dev.landfast.check.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Which files pytest collects tests from, as the base configures it, and which belong to the tests
/// otherwise.
///
/// @param patterns of file names
record TestFiles(List<Pattern> patterns) {

    private static final List<String> CONFIGURATION =
            List.of("pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg");
    private static final Pattern SETTING =
            Pattern.compile("(?m)^\\s*python_files\\s*=\\s*(\\[[^\\]]*\\]|.*(?:\\n[ \\t]+\\S.*)*)");
    private static final Pattern FOLDER = Pattern.compile("(.*/)?tests?/.*");

    TestFiles {
        patterns = List.copyOf(patterns);
    }

    static TestFiles of(Side base) {
        var names = new ArrayList<String>();
        for (var file : CONFIGURATION) {
            var found = SETTING.matcher(base.text(file));
            if (found.find()) {
                for (var name : found.group(1).split("[\\s,\"'\\[\\]]+", -1)) {
                    if (!name.isEmpty()) {
                        names.add(name);
                    }
                }
            }
        }
        if (names.isEmpty()) {
            names.addAll(List.of("test_*.py", "*_test.py"));
        }
        return new TestFiles(names.stream().map(TestFiles::pattern).toList());
    }

    /// A shell's pattern of a file name.
    static Pattern pattern(String glob) {
        var expression = new StringBuilder("(.*/)?");
        glob.chars()
                .mapToObj(Character::toString)
                .map(c ->
                        switch (c) {
                            case "*" -> "[^/]*";
                            case "?" -> "[^/]";
                            default -> Pattern.quote(c);
                        })
                .forEach(expression::append);
        return Pattern.compile(expression.toString());
    }

    boolean collected(String path) {
        return path.endsWith(".py") && patterns.stream().anyMatch(p -> p.matcher(path).matches());
    }

    static boolean isConftest(String path) {
        return path.equals("conftest.py") || path.endsWith("/conftest.py");
    }

    /// Whether it lies in a folder of tests.
    static boolean inFolder(String path) {
        return FOLDER.matcher(path).matches();
    }

    /// Test files, what they share, and whatever lies in a folder of tests.
    boolean isOfTests(String path) {
        return collected(path) || isConftest(path) || inFolder(path);
    }
}
