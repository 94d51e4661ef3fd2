package dev.landfast.gate;

import dev.landfast.gate.Evidence.Trusted;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tool configuration comes from the base: where the candidate's copy says something else to a
/// tool, the base's is laid over it and the difference is a finding for a person.
///
/// What only describes the package (its name, dependencies, build) is the candidate's to change.
///
/// @param laid the files to take from the base
public record TrustedConfiguration(List<Trusted> laid, List<Finding> findings) {

    static final String RULE = "tool-configuration-changed";

    private static final Set<String> NAMES =
            Set.of(
                    "pyproject.toml",
                    "setup.cfg",
                    "tox.ini",
                    "pytest.ini",
                    ".pytest.ini",
                    "pytest.toml",
                    ".pytest.toml",
                    ".coveragerc",
                    ".flake8",
                    "mypy.ini",
                    ".mypy.ini",
                    ".isort.cfg",
                    "ruff.toml",
                    ".ruff.toml",
                    "pyrightconfig.json",
                    ".editorconfig",
                    ".codespellrc",
                    ".yamllint",
                    ".yamllint.yaml",
                    ".yamllint.yml",
                    ".markdownlint.json",
                    ".markdownlint.yaml",
                    ".markdownlint.yml",
                    ".pre-commit-config.yaml",
                    ".bandit",
                    ".pylintrc",
                    "pylintrc");

    /// Sections no check reads. Everything else counts, whatever it is called.
    private static final Map<String, Pattern> HARMLESS =
            Map.of(
                    "pyproject.toml",
                    Pattern.compile(
                            "\\[{1,2}(project|build-system|dependency-groups|tool\\.("
                                    + "setuptools|setuptools_scm|poetry|uv|hatch|pdm|flit))"
                                    + "(\\.[^\\]\\[\"'#]*)?]{1,2}\\s*(#.*)?"),
                    "setup.cfg",
                    Pattern.compile(
                            "\\[(metadata|options|options\\.[^\\]]*|bdist_wheel|sdist|egg_info)]"),
                    "tox.ini",
                    Pattern.compile("\\[(tox|testenv|testenv:[^\\]]*)]"));

    private static final String LINK = "120000 ";
    private static final Pattern LONG_STRING = Pattern.compile("\"\"\"|'''");

    /// How a file names another one that it goes on from: ruff's `extend`, the `extends` of pyright
    /// and yamllint.
    private static final Pattern EXTENDED =
            Pattern.compile(
                    "(?m)^\\s*(?:(?:extend|\"extends\")\\s*[=:]\\s*[\"']([^\"']+)[\"']"
                            + "|extends:\\s*[\"']?([^\"'\\s#]+))");

    private static final Pattern YAML = Pattern.compile("\\.yamllint|.*\\.ya?ml");

    public TrustedConfiguration {
        laid = List.copyOf(laid);
        findings = List.copyOf(findings);
    }

    /// @param accepted waived subjects: a person has taken the candidate's copy
    static TrustedConfiguration compare(
            TreeSource trees, GateRequest.Subject subject, Predicate<Finding> accepted) {
        var now = trees.files(subject.commit());
        var before = trees.files(subject.base());
        Set<String> paths = new TreeSet<>(now.keySet());
        paths.addAll(before.keySet());
        paths.removeIf(p -> !NAMES.contains(name(p)));
        paths.addAll(extended(trees, subject.commit(), paths));
        paths.addAll(extended(trees, subject.base(), paths));
        paths.removeIf(p -> now.getOrDefault(p, "").equals(before.getOrDefault(p, "")));
        var laid = new ArrayList<Trusted>();
        var findings = new ArrayList<>(PolicyPaths.changed(trees, subject));
        for (var path : paths) {
            var old = before.containsKey(path) ? said(trees, subject.base(), path) : "";
            var young = now.containsKey(path) ? said(trees, subject.commit(), path) : "";
            if (!old.equals(young)) {
                var finding = finding(path, before.containsKey(path));
                findings.add(finding);
                if (!accepted.test(finding)) {
                    laid.add(new Trusted(path, before.containsKey(path) ? subject.base() : ""));
                }
            }
        }
        return new TrustedConfiguration(laid, findings);
    }

    /// Names the configuration files of a commit by their content.
    static String fingerprint(TreeSource trees, String commit) {
        var files = trees.files(commit);
        Set<String> paths = new TreeSet<>(files.keySet());
        paths.removeIf(p -> !NAMES.contains(name(p)));
        paths.addAll(extended(trees, commit, paths));
        return paths.stream()
                .map(p -> p + " " + files.getOrDefault(p, "-"))
                .collect(Collectors.joining("\n"));
    }

    /// The files that these go on from, and those that they do.
    private static Set<String> extended(TreeSource trees, String commit, Set<String> paths) {
        var files = trees.files(commit);
        Set<String> found = new TreeSet<>();
        var left = new ArrayDeque<>(paths);
        while (!left.isEmpty()) {
            var path = left.remove();
            if (files.containsKey(path)) {
                var text = new String(trees.content(commit, path), StandardCharsets.UTF_8);
                for (var named = EXTENDED.matcher(text); named.find(); ) {
                    var name = named.group(1) == null ? named.group(2) : named.group(1);
                    var target = Path.of(path).resolveSibling(name).normalize();
                    if (found.add(target.toString())) {
                        left.add(target.toString());
                    }
                }
            }
        }
        return found;
    }

    private static Finding finding(String path, boolean inBase) {
        return Findings.advised(
                Findings.of(
                        RULE,
                        Level.CRITICAL,
                        new Place(path, 0),
                        "what tools are told differs from the base; measured "
                                + (inBase ? "with the base's copy" : "without this file")),
                "take the change of " + path + " back, or let a person accept it");
    }

    private static String said(TreeSource trees, String commit, String path) {
        var text = new String(trees.content(commit, path), StandardCharsets.UTF_8);
        var link = trees.files(commit).getOrDefault(path, "").startsWith(LINK);
        return link ? "a link to " + text : toTools(name(path), text);
    }

    /// The part of a configuration file that tools may read, without blank lines and comments.
    public static String toTools(String name, String text) {
        if (YAML.matcher(name).matches()) {
            // What begins like a comment may be part of a text of several lines.
            return text;
        }
        var harmless = HARMLESS.get(name);
        var result = new StringBuilder();
        var counts = true;
        var skipped = new StringBuilder();
        for (var raw : text.split("\\R", -1)) {
            var line = raw.strip();
            if (line.startsWith("[")) {
                counts = harmless == null || !harmless.matcher(line).matches();
            }
            if (counts && !line.isEmpty() && !line.startsWith("#")) {
                result.append(raw.stripTrailing()).append('\n');
            } else if (!counts) {
                skipped.append(line).append('\n');
            }
        }
        // A long string in a section we leave out could hide a heading we believe to have seen.
        return LONG_STRING.matcher(skipped).find() ? text : result.toString();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
