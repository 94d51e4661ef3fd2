package dev.landfast.agent.role;

import dev.landfast.agent.role.Remark.Code;
import dev.landfast.agent.role.Remark.Place;
import dev.landfast.yaml.Frontmatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds a skill: the repository's own in `.claude/skills/*/SKILL.md`, else the one that ships.
public final class Skills {

    /// Where a repository keeps its own, as coding agents do.
    public static final String FOLDER = ".claude/skills";

    private static final String FILE = "/SKILL.md";

    private final Sources sources;

    public Skills(Sources sources) {
        this.sources = sources;
    }

    /// The names of those that ship.
    public static List<String> shipped() {
        return Shipped.lines("skills/names.txt");
    }

    /// Every skill that can be named, with where it comes from.
    public Map<String, String> names() {
        var names = new TreeMap<String, String>();
        shipped().forEach(name -> names.put(name, Roles.BUILT_IN));
        own().forEach(skill -> names.put(skill.name(), skill.source()));
        return names;
    }

    /// By the name in its file, or that of its folder.
    public Optional<Skill> named(String name) {
        var folder = FOLDER + "/" + name + FILE;
        return own().stream()
                .filter(skill -> skill.name().equals(name) || skill.source().equals(folder))
                .findFirst()
                .or(() -> ship(name));
    }

    /// Those of these names that there are, in this order; each once.
    public List<Skill> named(List<String> names) {
        return names.stream().distinct().map(this::named).flatMap(Optional::stream).toList();
    }

    /// That there is no skill of a name.
    ///
    /// @param place where it is named
    public Remark unknown(String name, Place place) {
        var guess =
                RoleFile.meant(name, names().keySet())
                        .map(m -> RoleFile.question(m) + " ")
                        .orElse("");
        return new Remark(
                Code.UNKNOWN_NAME,
                place,
                true,
                "there is no skill '" + name + "'",
                guess + "commit " + FOLDER + "/" + name + FILE + " on the base");
    }

    private List<Skill> own() {
        var files = sources.below(FOLDER);
        return files.stream()
                .filter(path -> path.endsWith(FILE))
                .map(path -> read(sources.text(path).orElse(""), path, beside(files, path)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> beside(List<String> files, String path) {
        var folder = path.substring(0, path.length() - FILE.length() + 1);
        return files.stream().filter(f -> f.startsWith(folder) && !f.equals(path)).toList();
    }

    private static Optional<Skill> ship(String name) {
        return shipped().contains(name)
                ? read(Shipped.text("skills/" + name + FILE), Roles.BUILT_IN, List.of())
                : Optional.empty();
    }

    private static Optional<Skill> read(String text, String source, List<String> beside) {
        return Frontmatter.read(text)
                .filter(front -> front.keys().containsKey("name"))
                .map(front ->
                        new Skill(
                                said(front, "name"),
                                said(front, "description"),
                                source,
                                front.body().strip(),
                                beside));
    }

    private static String said(Frontmatter front, String key) {
        return String.valueOf(front.keys().getOrDefault(key, "")).strip();
    }

    /// What is wrong with the text of a `SKILL.md`, or probably not meant.
    public static List<Remark> remarks(String text, String file) {
        var remarks = new ArrayList<Remark>();
        var front = Frontmatter.read(text);
        var start = new Place(file, 1);
        if (front.isEmpty()) {
            return List.of(
                    new Remark(
                            Code.UNREADABLE,
                            start,
                            true,
                            "it does not begin with keys and values between two lines of ---",
                            "begin it with ---, name: …, description: …, ---"));
        }
        for (var key : List.of("name", "description")) {
            if (said(front.get(), key).isEmpty()) {
                remarks.add(
                        new Remark(
                                Code.MISSING,
                                start,
                                key.equals("name"),
                                "it has no " + key,
                                "add " + key + ":"));
            }
        }
        if (front.get().body().isBlank()) {
            remarks.add(
                    new Remark(
                            Code.MISSING, start, true, "it says nothing", "write what is known"));
        }
        return remarks;
    }
}
