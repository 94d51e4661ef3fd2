package dev.landfast.agent.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The roles and skills that come with Landfast. Resources cannot be listed, so a file names them.
final class Shipped {

    private static final String ROOT = "/dev/landfast/agent/";

    private Shipped() {}

    static List<String> lines(String resource) {
        return text(resource).lines().filter(line -> !line.isBlank()).toList();
    }

    static String text(String resource) {
        try (var in = Shipped.class.getResourceAsStream(ROOT + resource)) {
            if (in == null) {
                throw new IllegalStateException("no such resource: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
