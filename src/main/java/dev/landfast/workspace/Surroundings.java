package dev.landfast.workspace;

import dev.landfast.journal.Leases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What a program that works in a worktree finds around it: an environment of its own, a port and a
/// database that no other worktree has. The map is complete; nothing is inherited past it.
public final class Surroundings {

    private static final Leases.Range PORTS = new Leases.Range(20_100, 29_999);

    /// What programs need of the person's own environment. Everything else stays outside.
    private static final Set<String> HANDED_ON =
            Set.of(
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "SHELL",
                    "LANG",
                    "TZ",
                    "TMPDIR",
                    "TERM",
                    "XDG_CONFIG_HOME",
                    "XDG_CACHE_HOME",
                    "XDG_DATA_HOME",
                    "http_proxy",
                    "https_proxy",
                    "no_proxy",
                    "HTTP_PROXY",
                    "HTTPS_PROXY",
                    "NO_PROXY",
                    "SSL_CERT_FILE",
                    "SSL_CERT_DIR");

    private final Leases leases;
    private final Map<String, String> caller;

    public Surroundings(Leases leases, Map<String, String> caller) {
        this.leases = leases;
        this.caller = Map.copyOf(caller);
    }

    /// The environment of a workspace. The port is leased on the first call and the same ever
    /// after; it is given back when the run ends.
    ///
    /// @param more the project's own settings; `${port}`, `${database}`, `${name}` and `${path}`
    ///   are filled in
    public Map<String, String> of(
            Workspace workspace, PythonEnvironments.Made python, Map<String, String> more) {
        var path = workspace.checkout().path();
        var environment = new LinkedHashMap<String, String>();
        environment.put("PYTHONPATH", sources(path));
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("GIT_CEILING_DIRECTORIES", path.resolveSibling("").toString());
        environment.put("LANDFAST_WORKSPACE", workspace.name());
        environment.put("LANDFAST_DATABASE", workspace.name() + "_" + workspace.id());
        var port = port(workspace.run(), "worktree " + workspace.id());
        environment.putAll(own(new Place(workspace.name(), path, port, database(path)), more));
        return complete(python, environment);
    }

    /// The environment of a measurement that no workspace stands behind.
    ///
    /// @param folder its own; its name is what the port is leased under, until {@link #giveBack}
    public Map<String, String> alone(
            Path folder, PythonEnvironments.Made python, Map<String, String> more) {
        var name = String.valueOf(folder.getFileName());
        var place = new Place(name, folder, port(name, "a measurement"), folder.resolve("data.db"));
        return complete(python, own(place, more));
    }

    /// Ends the lease of a measurement.
    public void giveBack(String measurement) {
        leases.releaseAll(measurement);
    }

    /// What no other has.
    private record Place(String name, Path path, int port, Path database) {}

    /// The port and the database, and the project's own settings.
    private static Map<String, String> own(Place place, Map<String, String> more) {
        var port = Integer.toString(place.port());
        var environment = new LinkedHashMap<String, String>();
        environment.put("LANDFAST_PORT", port);
        environment.put("PORT", port);
        environment.put("LANDFAST_DATABASE_FILE", place.database().toString());
        more.forEach((name, value) ->
                environment.put(
                        name,
                        value.replace("${port}", port)
                                .replace("${database}", place.database().toString())
                                .replace("${name}", place.name())
                                .replace("${path}", place.path().toString())));
        return environment;
    }

    /// The person's own first, then the interpreter's, then what was chosen here.
    private Map<String, String> complete(
            PythonEnvironments.Made python, Map<String, String> chosen) {
        var environment = new LinkedHashMap<>(handedOn(caller));
        environment.putAll(python.variables());
        environment.putAll(chosen);
        return Map.copyOf(environment);
    }

    static Map<String, String> handedOn(Map<String, String> caller) {
        var environment = new LinkedHashMap<String, String>();
        caller.forEach((name, value) -> {
            if (HANDED_ON.contains(name)) {
                environment.put(name, value);
            }
        });
        return environment;
    }

    /// Where the virtual environment of a workspace belongs.
    public static Path virtualEnvironment(Workspace workspace) {
        return workspace.checkout().path().resolve(Workspaces.OWN).resolve("venv");
    }

    /// The lease decides; the trial only passes over ports that strangers use at the moment.
    private int port(String holder, String purpose) {
        return leases.port(holder, purpose, PORTS, Surroundings::isUnused)
                .orElseThrow(() -> Trouble.noPorts(PORTS.from() + "–" + PORTS.to()));
    }

    private static boolean isUnused(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path database(Path worktree) {
        var folder = worktree.resolve(Workspaces.OWN);
        try {
            OwnFolders.make(folder);
        } catch (IOException e) {
            throw Trouble.unwritable(folder, e);
        }
        return folder.resolve("data.db");
    }

    /// A project that keeps its code in `src` is importable without being installed.
    private static String sources(Path worktree) {
        var src = worktree.resolve("src");
        return Files.isDirectory(src) ? src + ":" + worktree : worktree.toString();
    }
}
