package dev.landfast.check.integrity;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Place;
import dev.landfast.syntax.Function;
import dev.landfast.syntax.PythonFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a file is by its name alone, and what tests start from.
final class FileSmells {

    /// What Python, pytest and what they load import by these names, before or beside the tests.
    private static final Set<String> TAKEN =
            Set.of(
                    """
                    pytest _pytest pluggy iniconfig coverage unittest sitecustomize usercustomize
                    pytest_cov xdist hypothesis nose mock tox abc argparse ast asyncio atexit base64
                    bisect builtins calendar cgi codecs collections configparser contextlib copy csv
                    ctypes dataclasses datetime decimal difflib dis doctest email enum fnmatch
                    fractions functools gc getpass glob gzip hashlib heapq hmac html http importlib
                    inspect io ipaddress itertools json keyword linecache locale logging math
                    mimetypes multiprocessing numbers operator os pathlib pdb pickle pkgutil
                    platform pprint queue random re runpy sched secrets select shelve shlex shutil
                    signal site smtplib socket sqlite3 ssl stat statistics string struct subprocess
                    sys sysconfig tarfile tempfile textwrap threading time timeit token tokenize
                    traceback types typing unicodedata urllib uuid warnings weakref xml zipfile
                    zipimport zlib zoneinfo
                    """
                            .strip()
                            .split("\\s+"));

    private static final Pattern DATA = Pattern.compile("(.*/)?tests?/.*");

    private final Change change;
    private final List<Finding> found = new ArrayList<>();

    private FileSmells(Change change) {
        this.change = change;
    }

    static List<Finding> of(Change change) {
        var smells = new FileSmells(change);
        change.touched().forEach(smells::look);
        return smells.found;
    }

    private void look(String path) {
        if (!change.base().has(path)) {
            shadow(path);
        } else if (DATA.matcher(path).matches() && !path.endsWith(".py")) {
            var gone = !change.now().has(path);
            add(
                    Smell.FIXTURE_CHANGED,
                    path,
                    0,
                    "data of the tests is " + (gone ? "gone" : "other"));
        } else if (change.testFiles().isOfTests(path)) {
            fixtures(path);
        }
    }

    private void shadow(String path) {
        var below = path.startsWith("src/") ? path.substring("src/".length()) : path;
        var name = below.replaceAll("(/__init__)?\\.pyi?$", "");
        // A folder of tests is where imports look first, if it is no package.
        var loose =
                name.contains("/")
                        && change.testFiles().isOfTests(path)
                        && !change.now().has(path.replaceAll("[^/]*$", "__init__.py"));
        if (loose) {
            name = name.substring(name.lastIndexOf('/') + 1);
        }
        if (path.endsWith(".py") && TAKEN.contains(name)) {
            add(Smell.PACKAGE_SHADOWED, path, 0, "is imported as " + name);
        } else if (path.endsWith(".pth")) {
            add(Smell.PACKAGE_SHADOWED, path, 0, "is run whenever Python starts, once installed");
        }
    }

    private void fixtures(String path) {
        var before = fixtures(change.base(), path);
        fixtures(change.now(), path)
                .forEach((name, now) -> {
                    var old = before.get(name);
                    if (old != null && !old.hash().equals(now.hash())) {
                        add(Smell.FIXTURE_CHANGED, path, now.line(), name + " does something else");
                    }
                });
    }

    private static Map<String, Function> fixtures(Side side, String path) {
        var found = new HashMap<String, Function>();
        if (!Glance.mayHoldFixtures(side.text(path))) {
            return found;
        }
        for (var each : side.python(path).map(PythonFile::functions).orElse(List.of())) {
            var simple = each.name().replaceAll(".*::", "");
            if (each.decorators().stream().anyMatch(d -> d.contains("fixture"))
                    || simple.matches(
                            "(async)?(setUp|tearDown)(Class|Module)?|(setup|teardown)(_.*)?")) {
                found.put(each.name(), each);
            }
        }
        return found;
    }

    private void add(Smell smell, String path, int line, String what) {
        found.add(smell.at(new Place(path, line), what));
    }
}
