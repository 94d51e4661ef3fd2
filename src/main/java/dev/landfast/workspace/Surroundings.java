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
        var port = port(workspace);
        var database = database(path);
        var environment = new LinkedHashMap<String, String>();
        caller.forEach((name, value) -> {
            if (HANDED_ON.contains(name)) {
                environment.put(name, value);
            }
        });
        environment.putAll(python.variables());
        environment.put("PYTHONPATH", sources(path));
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("GIT_CEILING_DIRECTORIES", path.resolveSibling("").toString());
        environment.put("LANDFAST_WORKSPACE", workspace.name());
        environment.put("LANDFAST_PORT", Integer.toString(port));
        environment.put("LANDFAST_DATABASE", workspace.name() + "_" + workspace.id());
        environment.put("PORT", Integer.toString(port));
        environment.put("LANDFAST_DATABASE_FILE", database.toString());
        more.forEach((name, value) ->
                environment.put(
                        name,
                        value.replace("${port}", Integer.toString(port))
                                .replace("${database}", database.toString())
                                .replace("${name}", workspace.name())
                                .replace("${path}", path.toString())));
        return Map.copyOf(environment);
    }

    /// Where the virtual environment of a workspace belongs.
    public static Path virtualEnvironment(Workspace workspace) {
        return workspace.checkout().path().resolve(Workspaces.OWN).resolve("venv");
    }

    /// The lease decides; the trial only passes over ports that strangers use at the moment.
    private int port(Workspace workspace) {
        var purpose = "worktree " + workspace.id();
        return leases.port(workspace.run(), purpose, PORTS, Surroundings::isUnused)
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
            Files.createDirectories(folder);
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
