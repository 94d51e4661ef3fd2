package dev.landfast.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/// Names the code that checks are made of, so that what other code has shown is not believed.
final class OwnCode {

    /// Checks, and what they stand on.
    private static final List<String> PACKAGES =
            List.of("check/", "gate/", "syntax/", "process/", "yaml/", "git/");

    private static final String ROOT = "dev/landfast/";

    private OwnCode() {}

    /// Read once a process.
    private static final class Once {
        static final String HASH = read();
    }

    /// A hash over all those classes.
    static String hash() {
        return Once.HASH;
    }

    private static String read() {
        try {
            var source = OwnCode.class.getProtectionDomain().getCodeSource().getLocation();
            var place = Path.of(source.toURI());
            return Hashes.of(Files.isDirectory(place) ? inFolder(place) : inJar(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean counts(String name) {
        return name.startsWith(ROOT)
                && name.endsWith(".class")
                && PACKAGES.stream().anyMatch(p -> name.startsWith(p, ROOT.length()));
    }

    private static List<String> inFolder(Path place) throws IOException {
        var texts = new ArrayList<String>();
        try (var walk = Files.walk(place.resolve(ROOT))) {
            for (var file : walk.sorted().toList()) {
                var name = place.relativize(file).toString();
                if (counts(name)) {
                    var sum = new CRC32();
                    sum.update(Files.readAllBytes(file));
                    texts.add(said(name, Files.size(file), sum.getValue()));
                }
            }
        }
        return texts;
    }

    private static List<String> inJar(Path place) throws IOException {
        var texts = new ArrayList<String>();
        try (var jar = new JarFile(place.toFile(), false)) {
            jar.stream()
                    .filter(e -> counts(e.getName()))
                    .forEach(e -> texts.add(said(e.getName(), e.getSize(), e.getCrc())));
        }
        return texts;
    }

    /// A checksum tells one build from another, which is all that is asked, and a jar has it at
    /// hand: hashing each class took half a second in a process that has just begun.
    private static String said(String name, long size, long sum) {
        return name + " " + size + " " + sum;
    }
}
