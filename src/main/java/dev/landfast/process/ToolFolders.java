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

/// What a task must be shown for the programs on its PATH to run, where they are not the system's:
/// the folders, what their links lead to, and the installations that both are part of.
///
/// A PATH is trusted here, as it is by whoever types a command. A folder that the task may write is
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
    private static final Set<String> PROGRAMS = Set.of("bin", "sbin", "shims", "scripts");

    /// What else an installation has.
    private static final List<String> PARTS =
            List.of("pyvenv.cfg", "lib", "lib64", "libexec", "versions", "tools", "share");

    private final Path home;
    private final Predicate<Path> left;
    private final Set<Path> found = new LinkedHashSet<>();
    private final Set<Path> seen = new LinkedHashSet<>();

    private ToolFolders(Path home, Predicate<Path> left) {
        this.home = home;
        this.left = left;
    }

    /// @param path as the variable PATH has it
    /// @param left what is not looked into
    static Set<Path> of(String path, Path home, Predicate<Path> left) {
        ToolFolders folders = new ToolFolders(home, left);
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
        folders.show(program);
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
        show(installation(folder).orElse(folder));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isSymbolicLink(entry)) {
                    follow(entry);
                }
            }
        } catch (IOException e) {
            // What cannot be listed has no programs for us either.
            return;
        }
    }

    private void follow(Path link) {
        try {
            Path real = link.toRealPath();
            Path folder = real.getParent();
            if (folder == null || isSystem(real)) {
                return;
            }
            Optional<Path> installation = installation(folder);
            if (installation.isPresent()) {
                show(installation.get());
                lookInto(folder);
            } else {
                show(real);
            }
        } catch (IOException e) {
            // A link to nowhere.
            return;
        }
    }

    /// The folder above one of programs, when it is an installation and not a place for all sorts
    /// of things.
    private Optional<Path> installation(Path folder) {
        Path above = folder.getParent();
        if (above == null
                || !PROGRAMS.contains(String.valueOf(folder.getFileName()))
                || home.startsWith(above)
                || above.equals(home.resolve(".local"))) {
            return Optional.empty();
        }
        return PARTS.stream().anyMatch(part -> Files.exists(above.resolve(part)))
                ? Optional.of(above)
                : Optional.empty();
    }

    private void show(Path path) {
        if (!isSystem(path)) {
            found.add(path);
        }
    }

    static boolean isSystem(Path path) {
        return SYSTEM.stream().anyMatch(path::startsWith);
    }
}
