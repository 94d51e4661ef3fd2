package dev.landfast.agent.role;

import java.util.List;

/// Something one can know how to do: a folder with a `SKILL.md` and what that refers to.
///
/// @param source the path of its `SKILL.md` in the repository, or `built in`
/// @param text Markdown, without the frontmatter
/// @param beside paths of the other files of its folder, for who wants to read on
public record Skill(
        String name, String description, String source, String text, List<String> beside) {

    public Skill {
        beside = List.copyOf(beside);
    }
}
