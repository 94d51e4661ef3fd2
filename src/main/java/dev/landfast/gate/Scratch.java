package dev.landfast.gate;

import dev.landfast.file.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The folders one tool run may write besides its checkout, and the environment that points there.
///
/// @param root writable for the tool: home, temporary files, caches, reports
/// @param state not writable for the tool: its log and result
/// @param also folders of the repository's that the tool may write as well
/// @param temporary where temporary files go, as it was when nobody had been here: the short name,
///   where there is one
public record Scratch(Path root, Path state, List<Path> also, Path temporary) {

    public Scratch {
        also = List.copyOf(also);
    }

    private static final int LONGEST_FOR_SOCKETS = 60;

    static final List<String> FOLDERS = List.of("home", "tmp", "cache", "reports");

    static Scratch make(Path folder) {
        try {
            Files.createDirectories(folder);
            var real = folder.toRealPath();
            var old = real.resolve("scratch").resolve("tmp");
            if (Files.isSymbolicLink(old) && !Files.exists(old)) {
                Files.delete(old);
            }
            for (var name : FOLDERS) {
                Files.createDirectories(real.resolve("scratch").resolve(name));
            }
            shorten(real.resolve("scratch"));
            var root = real.resolve("scratch");
            return new Scratch(
                    root, real.resolve("task"), List.of(), root.resolve("tmp").toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A socket's path has room for 107 characters, and tools make sockets where temporary files
    /// are (black does, with several files). So a deep folder of ours gets a short name for that.
    private static void shorten(Path root) throws IOException {
        var tmp = root.resolve("tmp");
        if (root.toString().length() <= LONGEST_FOR_SOCKETS || Files.isSymbolicLink(tmp)) {
            return;
        }
        var place = Files.createTempDirectory("lf-");
        Files.delete(tmp);
        Files.createSymbolicLink(tmp, place);
    }

    /// The same for a tool that keeps something between its runs.
    public Scratch and(Path folder) {
        try {
            return new Scratch(root, state, List.of(Files.createDirectories(folder)), temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything here that the tool may write.
    List<Path> writable() {
        var all = new ArrayList<>(also);
        all.add(root);
        all.add(temporary);
        return all;
    }

    /// Where a socket of that name may be: a short path.
    public Path socket(String name) {
        return temporary.resolve(name + ".sock");
    }

    /// A file beside the log: the tool cannot write it.
    public Path kept(String name) {
        return state.resolveSibling(state.getFileName() + "-" + name);
    }

    /// Takes away what lies outside of the folder.
    void drop() {
        if (!temporary.startsWith(root)) {
            // What stays is somebody else's to tidy up: it lies where temporary files lie.
            Removal.wherePossible(temporary);
        }
    }

    /// The same folders for a further run, which keeps its log apart.
    public Scratch again(int number) {
        return new Scratch(root, state.resolveSibling("task-" + number), also, temporary);
    }

    /// Where a report of that name belongs; nothing is there yet.
    public Path report(String name) {
        return root.resolve("reports").resolve(name);
    }

    public Path cache() {
        return root.resolve("cache");
    }

    /// What the project needs, and everything that would otherwise lead out of this folder.
    Map<String, String> environment(Map<String, String> project, Path checkout) {
        var all = new LinkedHashMap<>(project);
        all.keySet().removeIf(Scratch::misleading);
        all.put("HOME", root.resolve("home").toString());
        all.put("TMPDIR", temporary.toString());
        all.put("XDG_CACHE_HOME", cache().toString());
        all.put("XDG_CONFIG_HOME", root.resolve("home/.config").toString());
        all.put("COVERAGE_FILE", report("coverage.data").toString());
        all.put("BLACK_CACHE_DIR", cache().resolve("black").toString());
        all.put("RUFF_NO_CACHE", "true");
        all.put("GIT_CEILING_DIRECTORIES", String.valueOf(checkout.getParent()));
        all.put("LANG", "C.UTF-8");
        all.put("LC_ALL", "C.UTF-8");
        all.put("NO_COLOR", "1");
        all.put("PY_COLORS", "0");
        all.put("PYTHONDONTWRITEBYTECODE", "1");
        all.put("PYTHONHASHSEED", "0");
        all.put("PYTHONNOUSERSITE", "1");
        all.put("PYTHONUNBUFFERED", "1");
        all.put("SOURCE_DATE_EPOCH", "0");
        return all;
    }

    /// Variables that change what a tool does, which is the base's configuration to decide.
    private static boolean misleading(String name) {
        return name.startsWith("PYTEST_")
                || name.startsWith("COV_CORE_")
                || name.startsWith("COVERAGE_")
                || name.startsWith("MYPY")
                || name.startsWith("GIT_")
                || name.startsWith("LD_")
                || name.startsWith("PYTHON")
                || name.startsWith("LANDFAST_");
    }
}
