package dev.landfast.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The file system as one task sees it, as words for bubblewrap. Nothing is there that was not put
/// there; of two paths the deeper decides.
final class View {

    /// In the order in which they win over each other at one and the same path.
    private enum Shown {
        EMPTY,
        READ,
        WRITE,
        HIDDEN
    }

    private static final List<Path> EMPTY =
            List.of(
                    Path.of("/tmp"),
                    Path.of("/var/tmp"),
                    Path.of("/run"),
                    Path.of("/home"),
                    Path.of("/root"));

    private static final List<Path> NEVER_EMPTY =
            Stream.of("usr", "bin", "sbin", "lib", "lib32", "lib64", "etc", "dev", "proc", "sys")
                    .map(name -> Path.of("/", name))
                    .toList();

    private static final Path NAME_SERVERS = Path.of("/etc/resolv.conf");

    private final Map<Path, Shown> paths =
            new TreeMap<>(
                    Comparator.<Path>comparingInt(Path::getNameCount)
                            .thenComparing(Comparator.naturalOrder()));

    private View() {}

    static View of(Bounds bounds, Path home, Collection<Path> tools) {
        View view = new View();
        ToolFolders.SYSTEM.forEach(path -> view.add(path, Shown.READ));
        EMPTY.forEach(path -> view.add(path, Shown.EMPTY));
        if (!isSystems(home) && !isSystems(real(home))) {
            view.add(home, Shown.EMPTY);
        }
        PersonalFiles.of(home).forEach(path -> view.add(path, Shown.HIDDEN));
        bounds.read().forEach(path -> view.add(path, Shown.READ));
        bounds.write().forEach(path -> view.add(path, Shown.WRITE));
        bounds.hidden().forEach(path -> view.add(path, Shown.HIDDEN));
        for (Path tool : tools) {
            if (!view.isVisible(tool) && !view.isHidden(tool) && !view.isHidden(real(tool))) {
                view.add(tool, Shown.READ);
            }
        }
        // Often a link to where services are, and those stay hidden.
        if (!view.isVisible(real(NAME_SERVERS))) {
            view.add(real(NAME_SERVERS), Shown.READ);
        }
        return view;
    }

    /// A user without a home of its own may have one of these, which nobody can do without.
    private static boolean isSystems(Path home) {
        return home.getNameCount() == 0 || NEVER_EMPTY.stream().anyMatch(home::startsWith);
    }

    private void add(Path path, Shown shown) {
        put(path.toAbsolutePath().normalize(), shown);
        put(real(path), shown);
    }

    private void put(Path path, Shown shown) {
        paths.merge(path, shown, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private boolean isVisible(Path path) {
        Shown shown = at(path);
        return shown == Shown.READ || shown == Shown.WRITE;
    }

    /// Whether it is hidden, or anything that it lies in.
    private boolean isHidden(Path path) {
        for (Path up = path; up != null; up = up.getParent()) {
            if (paths.get(up) == Shown.HIDDEN) {
                return true;
            }
        }
        return false;
    }

    private Shown at(Path path) {
        for (Path up = path; up != null; up = up.getParent()) {
            Shown shown = paths.get(up);
            if (shown != null) {
                return shown;
            }
        }
        return Shown.EMPTY;
    }

    /// @param instead path → the file to be seen there
    List<String> words(Map<Path, Path> instead) {
        List<String> words = new ArrayList<>();
        List<String> sealed = new ArrayList<>();
        paths.forEach((path, shown) -> {
            switch (shown) {
                case EMPTY -> words.addAll(List.of("--tmpfs", path.toString()));
                case READ -> read(path, words);
                case WRITE -> bind("--bind", path, words);
                case HIDDEN -> hide(path, words, sealed);
            }
        });
        instead.forEach((path, file) ->
                words.addAll(List.of("--ro-bind", file.toString(), path.toString())));
        words.addAll(sealed);
        words.addAll(List.of("--remount-ro", "/"));
        return words;
    }

    private static void read(Path path, List<String> words) {
        if (Files.isSymbolicLink(path) && path.getNameCount() == 1) {
            try {
                String target = Files.readSymbolicLink(path).toString();
                words.addAll(List.of("--symlink", target, path.toString()));
            } catch (IOException e) {
                bind("--ro-bind", path, words);
            }
            return;
        }
        bind("--ro-bind", path, words);
    }

    private static void bind(String how, Path path, List<String> words) {
        if (Files.exists(path)) {
            words.addAll(List.of(how, real(path).toString(), path.toString()));
        }
    }

    private void hide(Path path, List<String> words, List<String> sealed) {
        Path above = path.getParent();
        if (above == null || !isVisible(above) || !Files.exists(path)) {
            return;
        }
        if (Files.isDirectory(path)) {
            words.addAll(List.of("--tmpfs", path.toString()));
            sealed.addAll(List.of("--remount-ro", path.toString()));
        } else {
            words.addAll(List.of("--ro-bind", "/dev/null", path.toString()));
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
