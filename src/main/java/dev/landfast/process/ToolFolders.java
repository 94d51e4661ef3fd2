package dev.landfast.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a task must be shown for the programs on its PATH to run, where they are not the system's:
/// the folders, the programs their links lead to, and of the installations that both are part of
/// what programs need.
///
/// A PATH is trusted here, as it is by whoever types a command. A folder that tasks may write is
/// never looked into: its links would show the next task whatever the one before pointed them at.
final class ToolFolders {

    /// Shown to every task.
    static final List<Path> SYSTEM =
            List.of(
                    Path.of("/usr"),
                    Path.of("/bin"),
                    Path.of("/sbin"),
                    Path.of("/lib"),
                    Path.of("/lib32"),
                    Path.of("/lib64"),
                    Path.of("/libx32"),
                    Path.of("/etc"),
                    Path.of("/opt"),
                    Path.of("/nix"),
                    Path.of("/gnu"),
                    Path.of("/snap"));

    /// So many programs lie there, and none of them leads elsewhere.
    private static final Set<Path> CLOSED =
            Set.of(Path.of("/usr/bin"), Path.of("/usr/sbin"), Path.of("/bin"), Path.of("/sbin"));

    /// Folders of programs in an installation.
    private static final List<String> PROGRAMS = List.of("bin", "sbin", "shims");

    /// What tells an installation from a place for all sorts of things.
    private static final List<String> SIGNS =
            List.of("pyvenv.cfg", "lib", "lib64", "libexec", "versions");

    /// What else its programs read there. Whatever lies beside that is somebody's own.
    private static final List<String> PARTS =
            List.of("include", "share", "ssl", "version", "plugins", "installs");

    /// Where tools put the interpreters they install, and nothing else.
    private static final List<String> INTERPRETERS =
            List.of(
                    ".local/share/uv/python",
                    ".local/share/pdm/python",
                    ".local/share/mise/installs/python",
                    ".asdf/installs/python",
                    ".pyenv/versions");

    private final List<Path> homes;
    private final Predicate<Path> left;
    private final Set<Path> found = new LinkedHashSet<>();
    private final Set<Path> seen = new LinkedHashSet<>();

    private ToolFolders(Path home, Predicate<Path> left) {
        this.homes = List.of(home, real(home));
        this.left = left;
    }

    /// @param path as the variable PATH has it
    /// @param left what is neither looked into nor shown
    static Set<Path> of(String path, Path home, Predicate<Path> left) {
        ToolFolders folders = new ToolFolders(home, left);
        INTERPRETERS.stream().map(home::resolve).filter(Files::isDirectory).forEach(folders::show);
        for (String word : path.split(":", -1)) {
            if (word.startsWith("/")) {
                folders.lookInto(Path.of(word).normalize());
            }
        }
        return folders.found;
    }

    /// What one program needs: its file, and what its installation has.
    static Set<Path> ofProgram(Path program, Path home) {
        ToolFolders folders = new ToolFolders(home, _ -> false);
        folders.show(packages(program).orElse(program));
        folders.follow(program);
        return folders.found;
    }

    private void lookInto(Path folder) {
        if (CLOSED.contains(folder) || left.test(folder) || !Files.isDirectory(folder)) {
            return;
        }
        if (!seen.add(folder)) {
            return;
        }
        showAround(folder);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isSymbolicLink(entry) && isProgram(entry)) {
                    follow(entry);
                }
            }
        } catch (IOException e) {
            // What cannot be listed has no programs for us either.
            return;
        }
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private void follow(Path link) {
        try {
            Path real = link.toRealPath();
            Path folder = real.getParent();
            if (folder == null || isSystem(real)) {
                return;
            }
            Optional<Path> packages = packages(real);
            if (packages.isPresent()) {
                show(packages.get());
                return;
            }
            if (parts(folder).isEmpty()) {
                show(real);
            } else {
                lookInto(folder);
            }
        } catch (IOException e) {
            // A link to nowhere.
            return;
        }
    }

    /// The packages of node that a program is one of: it finds the others by the folder that its
    /// own file lies in, so that neither can be shown by itself.
    private static Optional<Path> packages(Path program) {
        @Nullable Path found = null;
        for (Path each = program.getParent(); each != null; each = each.getParent()) {
            if (each.endsWith("node_modules")) {
                found = each;
            }
        }
        return Optional.ofNullable(found);
    }

    private void showAround(Path folder) {
        show(folder);
        parts(folder).forEach(this::show);
    }

    /// What lies beside a folder of programs in an installation; nothing where it is in none.
    private List<Path> parts(Path folder) {
        Path above = folder.getParent();
        if (above == null
                || !PROGRAMS.contains(String.valueOf(folder.getFileName()))
                || isOfHome(above)) {
            return List.of();
        }
        return parts(above, SIGNS).isEmpty()
                ? List.of()
                : Stream.of(PROGRAMS, SIGNS, PARTS)
                        .flatMap(names -> parts(above, names).stream())
                        .toList();
    }

    private static List<Path> parts(Path above, List<String> names) {
        return names.stream().map(above::resolve).filter(Files::exists).toList();
    }

    /// Programs of the person's own lie there, beside everything else that is theirs.
    private boolean isOfHome(Path above) {
        return homes.stream()
                .anyMatch(home -> home.startsWith(above) || above.equals(home.resolve(".local")));
    }

    private void show(Path path) {
        if (!isSystem(path) && !left.test(path) && !holdsHome(path)) {
            found.add(path);
        }
    }

    private boolean holdsHome(Path path) {
        return homes.stream()
                .anyMatch(home -> home.startsWith(path) || home.startsWith(real(path)));
    }

    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    static boolean isSystem(Path path) {
        return SYSTEM.stream().anyMatch(path::startsWith);
    }
}
