package dev.landfast.agent.role;

import dev.landfast.yaml.PlainYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds a role: the repository's own in `.claude/agents`, else the one that ships.
///
/// The file format is a superset of what coding agents read there: frontmatter with `name`,
/// `description`, `model`, and for us `tier`, `access`, `skills` and `output`.
public final class Roles {

    private static final Map<String, String> TIERS =
            Map.of("opus", "deep", "sonnet", "standard", "haiku", "fast");

    private final Optional<Path> own;

    /// @param own folder with the repository's role files, where there is one
    public Roles(Optional<Path> own) {
        this.own = own.filter(Files::isDirectory);
    }

    /// @throws BadRole when there is no such role or its file cannot be read as one
    public Role named(String name) {
        var file = own.map(dir -> dir.resolve(name + ".md")).filter(Files::isRegularFile);
        if (file.isPresent()) {
            return parse(read(file.get()), file.get().toString());
        }
        var resource = "/dev/landfast/agent/roles/" + name + ".md";
        try (var in = Roles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new BadRole(name, "no such role; add .claude/agents/" + name + ".md");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Role parse(String text, String source) {
        var lines = text.split("\n", -1);
        if (!lines[0].strip().equals("---")) {
            throw new BadRole(source, "it does not begin with frontmatter between --- lines");
        }
        var end = 1;
        while (end < lines.length && !lines[end].strip().equals("---")) {
            end++;
        }
        if (end == lines.length) {
            throw new BadRole(source, "its frontmatter has no closing --- line");
        }
        var front = frontmatter(String.join("\n", List.of(lines).subList(1, end)), source);
        var duties = String.join("\n", List.of(lines).subList(end + 1, lines.length)).strip();
        var name = text(front, "name").orElseThrow(() -> new BadRole(source, "it has no name"));
        var tier =
                text(front, "tier")
                        .or(() -> text(front, "model").map(m -> TIERS.getOrDefault(m, "standard")))
                        .orElse("standard");
        return new Role(
                new Role.Card(name, text(front, "description").orElse("")),
                new Role.Reach(tier, text(front, "access").orElse("edit")),
                skills(front.get("skills")),
                text(front, "output"),
                duties);
    }

    private static Map<?, ?> frontmatter(String yaml, String source) {
        try {
            var loaded = PlainYaml.read(yaml);
            if (loaded instanceof Map<?, ?> map) {
                return map;
            }
            throw new BadRole(source, "its frontmatter is not a mapping");
        } catch (PlainYaml.NotYaml e) {
            throw new BadRole(source, "its frontmatter is not YAML: " + e.getMessage());
        }
    }

    private static Optional<String> text(Map<?, ?> front, String key) {
        return Optional.ofNullable(front.get(key)).map(String::valueOf);
    }

    private static List<String> skills(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object single -> List.of(String.valueOf(single).split("\\s*,\\s*"));
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadRole(file.toString(), "it cannot be read: " + e.getMessage());
        }
    }

    /// A role that cannot be played, and why.
    public static final class BadRole extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BadRole(String source, String why) {
            super("role '" + source + "': " + why);
        }
    }
}
