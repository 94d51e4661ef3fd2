package dev.landfast.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;

/// Files of ours that tools need on the disk, installed once under the hash of their content.
final class Resources {

    private final Path area;

    Resources(Path shared) {
        this.area = shared.resolve("tools");
    }

    /// The file of that name that ships with this package.
    Path named(String name) {
        try (var in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return install(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Several of our files in one folder; the path of the first.
    Path together(String... names) {
        try {
            var contents = new LinkedHashMap<String, byte[]>();
            var digest = Hashes.sha256();
            for (var name : names) {
                var content = Files.readAllBytes(named(name));
                contents.put(name, content);
                digest.update(content);
            }
            var folder = area.resolve("set-" + Hashes.hex(digest).substring(0, 16));
            for (var each : contents.entrySet()) {
                place(folder.resolve(each.getKey()), each.getValue());
            }
            return folder.resolve(names[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A small file of that text, such as an empty configuration.
    Path text(String name, String text) {
        try {
            return install(name, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same for a program.
    Path program(String name, String text) {
        var file = text(name, text);
        if (!Files.isExecutable(file) && !file.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make a program of " + file);
        }
        return file;
    }

    private Path install(String name, byte[] content) throws IOException {
        var folder = area.resolve(hash(content).substring(0, 16));
        return place(folder.resolve(name), content);
    }

    /// Puts the content there, whole or not at all.
    private static Path place(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file) && hash(content).equals(Hashes.ofFile(file))) {
            return file;
        }
        var folder = Files.createDirectories(file.resolveSibling(".").normalize());
        var fresh = Files.createTempFile(folder, "new", ".part");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    private static String hash(byte[] content) {
        var digest = Hashes.sha256();
        digest.update(content);
        return Hashes.hex(digest);
    }
}
