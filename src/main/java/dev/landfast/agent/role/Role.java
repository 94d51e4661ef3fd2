package dev.landfast.agent.role;

import java.util.List;
import java.util.Optional;

/// What somebody is for: the duties that are read to them, and what they may touch.
///
/// @param output the schema its structured answer must meet, such as `review`
/// @param duties Markdown, in our words
public record Role(
        Card card, Reach reach, List<String> skills, Optional<String> output, String duties) {

    public Role {
        skills = List.copyOf(skills);
    }

    /// @param name unique, lower case
    public record Card(String name, String description) {}

    /// @param tier `deep`, `standard` or `fast`
    /// @param access `read` or `edit`
    public record Reach(String tier, String access) {

        public boolean edits() {
            return access.equals("edit");
        }
    }

    /// The same role, asked for an answer of another shape.
    public Role answering(String schema) {
        return new Role(card, reach, skills, Optional.of(schema), duties);
    }

    public String name() {
        return card.name();
    }
}
