package dev.landfast.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// Skills and slash commands that tell coding agents how to work with Landfast, in the forms that
/// the programs read:
///
/// - `.claude/skills/NAME/SKILL.md`: Claude Code, also as `/NAME`
/// - `.agents/skills/NAME/SKILL.md`: Codex, Gemini CLI, OpenCode
/// - `.gemini/commands/NAME.toml`, `.opencode/commands/NAME.md`: as `/NAME` there
public final class AgentFiles {

    private static final List<String> SKILLS =
            List.of("start-project", "iterate", "check-status", "complete");
    private static final Pattern FORM =
            Pattern.compile(
                    "---\nname: (?<name>.+)\ndescription: (?<about>.+)\n---\n\n(?<body>.+)",
                    Pattern.DOTALL);

    private AgentFiles() {}

    /// What became of one of the files.
    ///
    /// @param path relative to the repository's root
    public record Written(String path, State state) {}

    /// Whether a file was made.
    public enum State {
        WRITTEN,
        /// It was there, word for word.
        SAME,
        /// Something else was there, and is left as it was.
        KEPT
    }

    /// Writes what is not there yet. Nothing is committed.
    static List<Written> write(Path root) {
        var written = new ArrayList<Written>();
        all().forEach((path, text) -> written.add(new Written(path, write(root, path, text))));
        return written;
    }

    private static State write(Path root, String path, String text) {
        var file = root.resolve(path);
        try {
            if (isTaken(root, file)) {
                return State.KEPT;
            }
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Files.isRegularFile(file) && Files.readString(file).equals(text)
                        ? State.SAME
                        : State.KEPT;
            }
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            return State.WRITTEN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether something stands where one of its folders belongs: a file, or a link elsewhere.
    private static boolean isTaken(Path root, Path file) {
        var folder = root;
        for (var name : root.relativize(file.resolveSibling(".").normalize())) {
            folder = folder.resolve(name);
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    /// Path → content.
    static Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        for (var skill : SKILLS) {
            var text = text(skill);
            var form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalStateException("no skill: " + skill);
            }
            var name = form.group("name");
            var about = form.group("about");
            var body = form.group("body");
            all.put(".claude/skills/" + name + "/SKILL.md", text);
            all.put(
                    ".agents/skills/" + name + "/SKILL.md",
                    text.replace("$ARGUMENTS", "as the person said"));
            all.put(".gemini/commands/" + name + ".toml", toml(about, body));
            all.put(
                    ".opencode/commands/" + name + ".md",
                    "---\ndescription: " + about + "\n---\n\n" + body);
        }
        return all;
    }

    /// A literal string of several lines takes everything as it is but three quotes.
    private static String toml(String about, String body) {
        return "description = \"%s\"\nprompt = '''\n%s'''\n"
                .formatted(about.replace("\"", "\\\""), body.replace("$ARGUMENTS", "{{args}}"));
    }

    private static String text(String skill) {
        try (InputStream in =
                Objects.requireNonNull(
                        AgentFiles.class.getResourceAsStream("skills/" + skill + ".md"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
