package dev.landfast.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs a task behind Landlock: it writes where it may and nowhere else, and whatever it starts
/// inherits that.
///
/// The kernel takes away by naming what is left, so a folder with something hidden in it is granted
/// entry by entry.
record WriteGuard(List<Path> writable) implements Containment {

    static final String INTERPRETER = "python3";

    private static final String SCRIPT = "guard.py";

    /// What programs write without changing anything.
    private static final List<Path> DEVICES =
            Stream.of("null", "zero", "full", "random", "urandom", "tty", "shm", "pts")
                    .map(name -> Path.of("/dev", name))
                    .toList();

    WriteGuard {
        writable = List.copyOf(writable);
    }

    static WriteGuard of(Bounds bounds) {
        List<Path> writable = new ArrayList<>();
        DEVICES.stream().filter(Files::exists).forEach(writable::add);
        List<Path> hidden = bounds.hidden().stream().map(WriteGuard::real).toList();
        List<Path> granted = bounds.write().stream().map(WriteGuard::real).toList();
        for (Path path : granted) {
            if (Files.exists(path)) {
                grant(path, hidden, writable);
            }
        }
        return new WriteGuard(writable);
    }

    private static void grant(Path path, List<Path> hidden, List<Path> writable) {
        // What is granted below something hidden was granted by name.
        if (hidden.contains(path)) {
            return;
        }
        if (hidden.stream().noneMatch(one -> one.startsWith(path))) {
            writable.add(path);
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                if (!Files.isSymbolicLink(entry)) {
                    grant(entry, hidden, writable);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    @Override
    public ContainmentLevel level() {
        return ContainmentLevel.WRITE_GUARD;
    }

    @Override
    public List<String> wrap(List<String> command, Path directory) {
        List<String> words = new ArrayList<>();
        words.add(Platform.tool(INTERPRETER).map(Path::toString).orElse(INTERPRETER));
        // Nothing of the task's environment or of its folder has a say in what this imports.
        words.addAll(List.of("-I", "-S", "-c", Script.TEXT));
        words.add(Integer.toString(writable.size()));
        writable.forEach(path -> words.add(path.toString()));
        words.addAll(command);
        return words;
    }

    private static final class Script {
        static final String TEXT = read();

        private static String read() {
            try (InputStream in = WriteGuard.class.getResourceAsStream(SCRIPT)) {
                if (in == null) {
                    throw new IllegalStateException(SCRIPT + " is not part of this build");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
