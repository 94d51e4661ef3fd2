package dev.landfast.agent.role;

import dev.landfast.agent.role.Remark.Code;
import dev.landfast.agent.role.Remark.Place;
import dev.landfast.yaml.Frontmatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The instruction files of a repository, `.github/instructions/**/*.instructions.md`. No coding
/// agent on a command line reads them by itself, so the brief has those that are about its files.
public final class Instructions {

    /// Where they are looked for.
    public static final String FOLDER = ".github/instructions";

    /// What they are called.
    public static final String ENDING = ".instructions.md";

    private final Sources sources;

    public Instructions(Sources sources) {
        this.sources = sources;
    }

    /// Those that are about any of these files, in the order of their paths; a file that cannot be
    /// read is left out, and `landfast role lint` says why.
    public List<Instruction> of(List<String> files) {
        return sources.below(FOLDER).stream()
                .filter(path -> path.endsWith(ENDING))
                .map(path -> read(sources.text(path).orElse(""), path))
                .flatMap(Optional::stream)
                .filter(instruction -> instruction.isFor(files))
                .toList();
    }

    private static Optional<Instruction> read(String text, String path) {
        return Frontmatter.read(text)
                .map(front ->
                        new Instruction(
                                path,
                                String.valueOf(front.keys().getOrDefault("description", "")),
                                applyTo(front),
                                front.body().strip()))
                .filter(read -> !read.applyTo().isEmpty() && !read.text().isEmpty());
    }

    /// A text with commas between patterns, or a list. A comma within braces separates nothing.
    private static List<String> applyTo(Frontmatter front) {
        return switch (front.keys().get("applyTo")) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object single -> split(String.valueOf(single));
        };
    }

    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var from = 0;
        for (var i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(text.substring(from, i).strip());
                        from = i + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(text.substring(from).strip());
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }

    /// What is wrong with the text of an instruction file. That it is next to empty is the gates'
    /// check `instructions` to say.
    public static List<Remark> remarks(String text, String file) {
        var front = Frontmatter.read(text);
        var start = new Place(file, 1);
        if (front.isEmpty()) {
            return List.of(
                    new Remark(
                            Code.UNREADABLE,
                            start,
                            true,
                            "it does not begin with keys and values between two lines of ---",
                            "begin it with ---, applyTo: \"**/*.py\", description: …, ---"));
        }
        return applyTo(front.get()).isEmpty()
                ? List.of(
                        new Remark(
                                Code.MISSING,
                                start,
                                true,
                                "it has no applyTo",
                                "add applyTo: \"**/*.py\""))
                : List.of();
    }
}
