package dev.landfast.check.integrity;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.Assignment;
import dev.landfast.syntax.Call;
import dev.landfast.syntax.Function;
import dev.landfast.syntax.Mention;
import dev.landfast.syntax.PythonFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What code does, in tests or outside, to learn of the tests or to bend what they report.
final class CodeSmells {

    private static final Pattern RUNNER =
            Pattern.compile("\\w?\"(_?pytest|py\\.test|unittest|nose2?|tox)\"");
    private static final Pattern PLACES = Pattern.compile("sys\\.(modules|argv|orig_argv)");

    /// Who calls, what watches, what else is in this process.
    private static final Pattern SURROUNDINGS =
            Pattern.compile(
                    "sys\\.(_getframe|_current_frames|gettrace|settrace|getprofile|orig_argv)"
                            + "|inspect\\.(stack|currentframe|getouterframes)"
                            + "|traceback\\.(extract_stack|walk_stack|format_stack)"
                            + "|gc\\.(get_objects|get_referrers)");

    /// A path into the folders of tests.
    private static final Pattern TESTS =
            Pattern.compile("\\w?\"(tests|tests?/[^\\s\"]*|[^\\s\"]*/tests?(/[^\\s\"]*)?)\"");

    private static final Pattern TOOLING =
            Pattern.compile("(.*/)?(setup|noxfile|tasks|fabfile|conf)\\.py");
    private static final Set<String> EXITS =
            Set.of("sys.exit", "exit", "quit", "os.abort", "os.kill", "pytest.exit");
    private static final Set<String> HOOKED =
            Set.of("atexit.register", "os._exit", "signal.signal", "os.register_at_fork");
    private static final Set<String> HOOKS =
            Set.of(
                    "pytest_runtest_makereport",
                    "pytest_runtest_logreport",
                    "pytest_pyfunc_call",
                    "pytest_runtest_protocol",
                    "pytest_runtest_call",
                    "pytest_collection_modifyitems",
                    "pytest_ignore_collect",
                    "pytest_sessionfinish",
                    "pytest_report_teststatus",
                    "pytest_assertrepr_compare",
                    "pytest_unconfigure");
    private static final Pattern JUDGES = Pattern.compile("(pytest|_pytest|pluggy|unittest)\\b.*");

    private final Change change;
    private final List<Finding> found = new ArrayList<>();

    CodeSmells(Change change) {
        this.change = change;
    }

    static List<Finding> of(Change change) {
        return change.python().parallelStream()
                .filter(path ->
                        Glance.mayBendTests(
                                change.now().text(path), change.testFiles().isOfTests(path)))
                .flatMap(path -> new CodeSmells(change).in(path).stream())
                .toList();
    }

    List<Finding> in(String path) {
        var ofTests = change.testFiles().isOfTests(path);
        change.now()
                .python(path)
                .ifPresent(now -> {
                    var before = change.base().python(path);
                    if (!ofTests) {
                        detection(path, now, before.map(PythonFile::mentions).orElse(List.of()));
                    }
                    exits(path, now, before.map(PythonFile::calls).orElse(List.of()));
                    patches(path, now, before.map(PythonFile::assignments).orElse(List.of()));
                    hooks(path, now, before.map(PythonFile::functions).orElse(List.of()));
                });
        return found;
    }

    private void detection(String path, PythonFile now, List<Mention> before) {
        var places = new HashSet<Integer>();
        now.mentions().stream()
                .filter(m -> PLACES.matcher(m.text()).matches())
                .forEach(m -> places.add(m.line()));
        var known = before.stream().map(Mention::text).toList();
        now.mentions().stream()
                .filter(m -> !known.contains(m.text()))
                .filter(m ->
                        m.text().contains("PYTEST_CURRENT_TEST")
                                || SURROUNDINGS.matcher(m.text()).matches()
                                || (TESTS.matcher(m.text()).matches()
                                        && !TOOLING.matcher(path).matches())
                                || m.text().contains("PYTEST_VERSION")
                                || (RUNNER.matcher(m.text()).matches()
                                        && places.contains(m.line())))
                .forEach(m -> add(Smell.TEST_DETECTION, path, m.line(), "asks for " + m.text()));
    }

    private void exits(String path, PythonFile now, List<Call> before) {
        var ofTests = change.testFiles().isOfTests(path);
        var known = new ArrayList<>(before.stream().map(CodeSmells::key).toList());
        for (var call : now.calls()) {
            var telling =
                    ofTests
                            ? HOOKED.contains(call.name())
                                    || (call.atImport() && EXITS.contains(call.name()))
                            : call.name().equals("os._exit");
            if (telling && !known.remove(key(call))) {
                add(Smell.EXIT_HOOK, path, call.line(), "calls " + call.name());
            }
            if (call.last().equals("setattr")
                    && !call.name().startsWith("monkeypatch")
                    && !call.arguments().isEmpty()
                    && JUDGES.matcher(call.arguments().getFirst()).matches()
                    && !known.remove(key(call))) {
                add(
                        Smell.PYTEST_PATCHED,
                        path,
                        call.line(),
                        "sets an attribute of " + call.arguments().getFirst());
            }
        }
    }

    private static String key(Call call) {
        return call.name() + call.arguments();
    }

    private void patches(String path, PythonFile now, List<Assignment> before) {
        var known = before.stream().map(Assignment::target).toList();
        now.assignments().stream()
                .filter(a -> a.target().contains(" . "))
                .filter(a -> JUDGES.matcher(a.target()).matches())
                .filter(a -> !known.contains(a.target()))
                .forEach(a ->
                        add(
                                Smell.PYTEST_PATCHED,
                                path,
                                a.line(),
                                "replaces " + a.target().replace(" ", "")));
    }

    private void hooks(String path, PythonFile now, List<Function> before) {
        var known = before.stream().filter(CodeSmells::isHook).map(CodeSmells::key).toList();
        now.functions().stream()
                .filter(CodeSmells::isHook)
                .filter(f -> !known.contains(key(f)))
                .forEach(f -> add(Smell.PYTEST_PATCHED, path, f.line(), "hooks " + f.name()));
    }

    private static boolean isHook(Function function) {
        return HOOKS.contains(function.name().replaceAll(".*::", ""));
    }

    private static String key(Function function) {
        return function.name() + function.hash();
    }

    private void add(Smell smell, String path, int line, String what) {
        found.add(smell.at(new Place(path, line), what));
    }
}
