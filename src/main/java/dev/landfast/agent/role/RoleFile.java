package dev.landfast.agent.role;

import dev.landfast.agent.role.Remark.Code;
import dev.landfast.agent.role.Remark.Place;
import dev.landfast.definition.Nearest;
import dev.landfast.yaml.Frontmatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a role file: a superset of what coding agents keep in `.claude/agents`.
///
/// A file written for such an agent is read as it is. What it says of tools decides what the role
/// may touch unless `access` does, and a model stands for a tier unless `tier` does.
final class RoleFile {

    private static final Map<String, String> TIERS =
            Map.of("opus", "deep", "sonnet", "standard", "haiku", "fast");

    private static final Set<String> EDITING =
            Set.of("write", "edit", "multiedit", "notebookedit", "bash", "*");

    /// Of these, what a role needs to change anything at all.
    private static final List<String> FORBIDDEN_TO_READERS = List.of("write", "edit", "bash");

    private static final Set<String> OURS =
            Set.of(
                    "name",
                    "description",
                    "tools",
                    "model",
                    "tier",
                    "access",
                    "skills",
                    "output",
                    "instructions",
                    "mcp");

    /// What `mcp` may grant.
    private static final List<String> GRANTS = List.of("ask");

    /// What coding agents know besides; of these only the two that say what may be touched count.
    private static final Set<String> THEIRS =
            Set.of(
                    "background",
                    "color",
                    "disallowedTools",
                    "effort",
                    "hooks",
                    "initialPrompt",
                    "isolation",
                    "maxTurns",
                    "mcpServers",
                    "memory",
                    "permissionMode");

    private static final Set<String> ACTED_ON =
            Set.of("color", "disallowedTools", "permissionMode");

    private final String file;
    private final Frontmatter front;
    private final List<Remark> remarks = new ArrayList<>();

    private RoleFile(String file, Frontmatter front) {
        this.file = file;
        this.front = front;
    }

    /// What a file holds.
    ///
    /// @param role empty when it cannot be used
    /// @param tiered whether the file itself says how strong a model is wanted
    record Read(Optional<Role> role, boolean tiered, List<Remark> remarks) {

        Read {
            remarks = List.copyOf(remarks);
        }
    }

    static Read read(String text, String file) {
        var front = Frontmatter.read(text);
        if (front.isEmpty()) {
            return new Read(Optional.empty(), false, List.of(headless(file)));
        }
        return new RoleFile(file, front.get()).read();
    }

    private static Remark headless(String file) {
        return new Remark(
                Code.UNREADABLE,
                new Place(file, 1),
                true,
                "it does not begin with keys and values between two lines of ---",
                "begin it with ---, name: …, description: …, ---");
    }

    private Read read() {
        front.complaint()
                .ifPresent(no ->
                        doubt(
                                no.line() + 1,
                                "what stands between the lines of --- is not quite YAML, and was read line by line",
                                "put quotes around a value with a colon in it"));
        unknown();
        var name = name();
        var model = text("model");
        var tier = oneOf("tier", List.of("deep", "standard", "fast"));
        var byModel = model.flatMap(RoleFile::tier);
        var reach =
                new Role.Reach(
                        tier.or(() -> byModel).orElse("standard"),
                        oneOf("access", List.of("read", "edit")).orElseGet(this::byTools),
                        model.filter(m -> !TIERS.containsKey(m) && !m.equals("inherit")),
                        texts("tools"),
                        granted());
        var role =
                new Role(
                        new Role.Card(name, text("description").orElse(""), file),
                        reach,
                        new Role.Knows(texts("skills"), instructions()),
                        text("output"),
                        front.body().strip());
        judge(role);
        var wrong = remarks.stream().anyMatch(Remark::mistake);
        return new Read(
                wrong ? Optional.empty() : Optional.of(role),
                tier.isPresent() || byModel.isPresent(),
                remarks);
    }

    private void judge(Role role) {
        if (role.card().description().isBlank()) {
            doubt(1, "it has no description", "say in a sentence when it is to be employed");
        }
        if (role.duties().isEmpty()) {
            wrong(Code.MISSING, 1, "it says no duties", "write below the second --- what it does");
        }
        if (!front.keys().containsKey("access") && !role.reach().edits()) {
            doubt(
                    line("tools"),
                    "none of its tools writes, so its access is read",
                    "say access: read or access: edit if that should not follow from the tools");
        }
    }

    private String name() {
        var name = text("name").orElse("");
        if (name.isEmpty()) {
            wrong(Code.MISSING, 1, "it has no name", "add name: and the word it is called by");
        } else if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,79}")) {
            wrong(
                    Code.VALUE,
                    line("name"),
                    "its name is not a word of letters, digits, - and _",
                    "choose another");
        } else if (!file.endsWith("/" + name + ".md") && file.contains("/")) {
            doubt(line("name"), "its name is not that of its file", "rename one of them");
        }
        return name;
    }

    /// A full id of a model names its family.
    private static Optional<String> tier(String model) {
        var lower = model.toLowerCase(Locale.ROOT);
        return TIERS.entrySet().stream()
                .filter(family -> lower.contains(family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private String byTools() {
        var tools = plain(texts("tools"));
        var never = plain(texts("disallowedTools"));
        var writes =
                tools.isEmpty()
                        ? !never.containsAll(FORBIDDEN_TO_READERS)
                        : tools.stream().anyMatch(t -> EDITING.contains(t) && !never.contains(t));
        return writes && !text("permissionMode").equals(Optional.of("plan")) ? "edit" : "read";
    }

    /// `Bash(git diff:*)` is `bash`.
    private static List<String> plain(List<String> tools) {
        return tools.stream()
                .map(tool -> tool.replaceFirst("\\(.*", "").strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private List<String> granted() {
        var said = texts("mcp");
        said.stream()
                .filter(word -> !GRANTS.contains(word))
                .forEach(word ->
                        wrong(
                                Code.VALUE,
                                line("mcp"),
                                "mcp grants '" + word + "'",
                                "it must be one of " + String.join(", ", GRANTS)));
        return said;
    }

    private boolean instructions() {
        var said = front.keys().getOrDefault("instructions", true);
        var word = String.valueOf(said);
        if (!List.of("true", "false").contains(word)) {
            wrong(
                    Code.VALUE,
                    line("instructions"),
                    "instructions is neither true nor false",
                    "say false where the repository's instruction files are not for this role");
        }
        return !word.equals("false");
    }

    private void unknown() {
        for (var key : front.keys().keySet().stream().sorted().toList()) {
            if (OURS.contains(key) || ACTED_ON.contains(key)) {
                continue;
            }
            var meant = THEIRS.contains(key) ? Optional.<String>empty() : meant(key, OURS);
            remarks.add(
                    new Remark(
                            Code.UNKNOWN_KEY,
                            new Place(file, line(key)),
                            false,
                            "'" + key + "' is read by no part of Landfast",
                            meant.map(RoleFile::question).orElse("it may stay for other tools")));
        }
    }

    static Optional<String> meant(String word, Collection<String> known) {
        return Nearest.to(word, known);
    }

    static String question(String meant) {
        return "did you mean '" + meant + "'?";
    }

    private Optional<String> oneOf(String key, List<String> words) {
        var said = text(key);
        said.filter(word -> !words.contains(word))
                .ifPresent(word ->
                        wrong(
                                Code.VALUE,
                                line(key),
                                key + " is '" + word + "'",
                                meant(word, words).map(m -> question(m) + " ").orElse("")
                                        + "it must be one of "
                                        + String.join(", ", words)));
        return said;
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(front.keys().get(key))
                .map(String::valueOf)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /// A YAML list, or words with commas between them.
    private List<String> texts(String key) {
        return switch (front.keys().get(key)) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object single ->
                    Stream.of(String.valueOf(single).split(",(?![^(]*\\))", -1))
                            .map(String::strip)
                            .map(word -> word.replaceFirst("^[-\\[]\\s*|\\]$", ""))
                            .filter(word -> !word.isEmpty())
                            .toList();
        };
    }

    private int line(String key) {
        return front.lines().getOrDefault(key, 1);
    }

    private void wrong(Code code, int line, String what, String remedy) {
        remarks.add(new Remark(code, new Place(file, line), true, what, remedy));
    }

    private void doubt(int line, String what, String remedy) {
        remarks.add(new Remark(Code.DOUBT, new Place(file, line), false, what, remedy));
    }
}
