package dev.landfast.agent.role;

import java.util.List;

/// How a repository wants a part of its files to be written, as it tells any coding agent.
///
/// @param path of its file
/// @param applyTo patterns of files
/// @param text Markdown, without the frontmatter
public record Instruction(String path, String description, List<String> applyTo, String text) {

    public Instruction {
        applyTo = List.copyOf(applyTo);
    }

    /// Whether it is about any of these files. Nothing is known of no files, so that only what is
    /// about all of them applies.
    boolean isFor(List<String> files) {
        var globs = applyTo.stream().map(Glob::of).toList();
        return files.isEmpty()
                ? globs.stream().anyMatch(Glob::takesAll)
                : files.stream().anyMatch(file -> globs.stream().anyMatch(g -> g.takes(file)));
    }
}
