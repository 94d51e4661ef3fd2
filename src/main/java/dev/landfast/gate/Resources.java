package dev.landfast.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
        var digest = Hashes.sha256();
        digest.update(content);
        var hash = Hashes.hex(digest);
        var file = area.resolve(hash.substring(0, 16)).resolve(name);
        if (Files.isRegularFile(file) && hash.equals(Hashes.ofFile(file))) {
            return file;
        }
        Files.createDirectories(file.resolveSibling("."));
        var fresh = Files.createTempFile(file.getParent(), name, ".new");
        Files.write(fresh, content);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(fresh);
        }
        return file;
    }
}
