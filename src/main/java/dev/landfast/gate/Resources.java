package dev.landfast.gate;

import dev.landfast.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// Files of ours that tools need on the disk, installed once under the hash of their content.
public final class Resources {

    /// Every one of them; what they say is part of what decides a verdict.
    private static final List<String> SHIPPED =
            List.of(
                    "bugs.py",
                    "examples.py",
                    "explore.py",
                    "health.py",
                    "landfast_alembic.py",
                    "landfast_pytest.py",
                    "landfast_results.py",
                    "landfast_unseen.py",
                    "mutants.py",
                    "parse.py",
                    "probe.py",
                    "shape.py");

    private final Path area;

    public Resources(Path shared) {
        this.area = area(shared);
    }

    /// Where they all lie.
    static Path area(Path shared) {
        return shared.resolve("tools");
    }

    /// They are part of the program: read and hashed once.
    private static final class Content {
        static final String VERSION = version();

        private static String version() {
            var digest = Hashes.sha256();
            SHIPPED.forEach(name -> digest.update(shipped(name)));
            return Hashes.hex(digest);
        }
    }

    /// Names the content of all files of ours that run inside of tools.
    String version() {
        return Content.VERSION;
    }

    /// The file of that name that ships with this package.
    public Path named(String name) {
        try {
            return install(name, shipped(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] shipped(String name) {
        try (var in = Resources.class.getResourceAsStream(name)) {
            if (in == null || !SHIPPED.contains(name)) {
                throw new IllegalStateException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Several of our files in one folder; the path of the first.
    public Path together(String... names) {
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
    public Path text(String name, String text) {
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
        WholeFile.put(file, content);
        return file;
    }

    private static String hash(byte[] content) {
        var digest = Hashes.sha256();
        digest.update(content);
        return Hashes.hex(digest);
    }
}
