package dev.landfast.workspace;

import dev.landfast.process.Bounds;
import dev.landfast.process.Capture;
import dev.landfast.process.CaptureException;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.process.Network;
import dev.landfast.process.Tasks;
import dev.landfast.workspace.PythonEnvironments.Made;
import dev.landfast.workspace.PythonEnvironments.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lets a project's manager fill an environment.
///
/// It sees of the person's variables what sets it up, and writes the environment, the project it
/// works on and a cache of ours. The person's own cache and settings it can read; it writes that
/// cache only where they lend it.
final class Filling {

    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Pattern SETTING = Pattern.compile("(UV|PIP|POETRY|PDM|PIPENV)_.+");

    /// With these one publishes, which no set-up does.
    private static final Pattern PUBLISHING =
            Pattern.compile("(UV|PDM)_PUBLISH_.+|POETRY_PYPI_TOKEN_.+");

    private static final Set<String> CERTIFICATES =
            Set.of("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

    private static final Set<String> BESIDES =
            Set.of("LC_ALL", "LC_CTYPE", "ALL_PROXY", "all_proxy");

    /// Variables of managers → the names of their caches.
    private static final Map<String, String> CACHES =
            Map.of(
                    "UV_CACHE_DIR", "uv",
                    "PIP_CACHE_DIR", "pip",
                    "POETRY_CACHE_DIR", "pypoetry",
                    "PDM_CACHE_DIR", "pdm",
                    "PIPENV_CACHE_DIR", "pipenv");

    /// Names of what they are set up with, below the folder of configurations.
    private static final List<String> CONFIGURED = List.of("uv", "pip", "pypoetry", "pdm");

    private final Map<String, String> caller;
    private final Sandbox sandbox;

    Filling(Map<String, String> caller, Sandbox sandbox) {
        this.caller = Map.copyOf(caller);
        this.sandbox = sandbox;
    }

    /// Runs it to its end.
    ///
    /// @return how it was contained
    ContainmentLevel run(List<String> setup, Made made, Place place, Path project) {
        var variables = variables(made, place);
        var writes = new ArrayList<>(List.of(project, place.cache()));
        if (!place.folder().startsWith(project)) {
            writes.add(place.folder());
        }
        var bounds = Bounds.of(Network.FULL).writing(writes).reading(readable());
        var containment = sandbox.around(bounds, variables.getOrDefault("PATH", ""));
        run(containment.wrap(setup, project), project, variables, String.join(" ", setup));
        return containment.level();
    }

    /// @param shown the command as it is named when it fails
    static void run(
            List<String> command, Path directory, Map<String, String> variables, String shown) {
        try {
            var captured =
                    Tasks.capture(Capture.of(command, directory, variables).withTimeout(LONGEST));
            if (!captured.succeeded()) {
                throw Trouble.setupFailed(shown, captured.errText() + captured.outText());
            }
        } catch (CaptureException e) {
            throw Trouble.setupFailed(shown, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> variables(Made made, Place place) {
        var variables = new LinkedHashMap<>(Surroundings.handedOn(caller));
        caller.forEach((name, value) -> {
            if (isSetting(name) || CERTIFICATES.contains(name) || BESIDES.contains(name)) {
                variables.put(name, value);
            }
        });
        variables.putAll(made.variables());
        // Each of the managers uses the active environment, some only when told so.
        variables.put("UV_PROJECT_ENVIRONMENT", made.folder().toString());
        variables.put("POETRY_VIRTUALENVS_CREATE", "false");
        variables.put("PDM_IGNORE_SAVED_PYTHON", "1");
        variables.put("PIPENV_ACTIVE", "1");
        // A file with a second name in a cache could be changed there by whoever works with it.
        variables.put("UV_LINK_MODE", "copy");
        // No version is derived from git's history, which is out of reach.
        variables.put("SETUPTOOLS_SCM_PRETEND_VERSION", "0");
        variables.put("PDM_BUILD_SCM_VERSION", "0");
        CACHES.forEach((variable, name) -> variables.put(variable, cache(variable, name, place)));
        variables.put("PDM_LOG_DIR", place.cache().resolve("log").toString());
        variables.put("TMPDIR", place.temporary().toString());
        return variables;
    }

    private static boolean isSetting(String name) {
        return SETTING.matcher(name).matches() && !PUBLISHING.matcher(name).matches();
    }

    private String cache(String variable, String name, Place place) {
        return persons(variable, name)
                .filter(sandbox::lends)
                .findFirst()
                .orElse(place.cache().resolve(name))
                .toString();
    }

    /// Where the person's own manager has its cache.
    private Stream<Path> persons(String variable, String name) {
        var chosen = caller.getOrDefault(variable, "");
        return chosen.startsWith("/")
                ? Stream.of(Path.of(chosen))
                : below("XDG_CACHE_HOME", ".cache").map(folder -> folder.resolve(name));
    }

    private Stream<Path> below(String variable, String usual) {
        var chosen = caller.getOrDefault(variable, "");
        return chosen.startsWith("/")
                ? Stream.of(Path.of(chosen))
                : home().map(home -> home.resolve(usual));
    }

    private Stream<Path> home() {
        return Stream.of(caller.getOrDefault("HOME", ""))
                .filter(home -> home.startsWith("/"))
                .map(Path::of);
    }

    /// The person's caches, what their managers are set up with, and the files and folders that
    /// their settings name.
    private List<Path> readable() {
        var caches = CACHES.entrySet().stream().flatMap(e -> persons(e.getKey(), e.getValue()));
        var configured =
                Stream.concat(
                        below("XDG_CONFIG_HOME", ".config")
                                .flatMap(folder -> CONFIGURED.stream().map(folder::resolve)),
                        home().map(home -> home.resolve(".pip")));
        var named =
                caller.entrySet().stream()
                        .filter(e -> isSetting(e.getKey()) || CERTIFICATES.contains(e.getKey()))
                        .flatMap(e -> Stream.of(e.getValue().split("[\\s,]+", -1)))
                        .filter(word -> word.startsWith("/"))
                        .map(word -> Path.of(word).normalize());
        Predicate<Path> holdsHome = folder -> home().anyMatch(home -> home.startsWith(folder));
        return Stream.of(caches, configured, named)
                .flatMap(each -> each)
                .filter(Files::exists)
                .filter(holdsHome.negate())
                .distinct()
                .toList();
    }
}
