package dev.landfast.agent.role;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What somebody is for: the duties that are read to them, and what they may touch.
///
/// @param output the schema its structured answer must meet, such as `review`
/// @param duties Markdown
public record Role(Card card, Reach reach, Knows knows, Optional<String> output, String duties) {

    /// @param name unique, letters, digits, `-` and `_`
    /// @param source the path of its file in the repository, or `built in`
    public record Card(String name, String description, String source) {}

    /// How strong a model, and what it may touch.
    ///
    /// @param tier `deep`, `standard` or `fast`
    /// @param access `read` or `edit`
    /// @param model the full id of a model, where its file names one
    /// @param tools as its file lists them; empty means all
    /// @param granted tools of Landfast's that it may call beyond those that only tell something
    public record Reach(
            String tier,
            String access,
            Optional<String> model,
            List<String> tools,
            List<String> granted) {

        public Reach {
            tools = List.copyOf(tools);
            granted = List.copyOf(granted);
        }

        /// With nothing granted.
        public Reach(String tier, String access, Optional<String> model, List<String> tools) {
            this(tier, access, model, tools, List.of());
        }

        public boolean edits() {
            return access.equals("edit");
        }
    }

    /// What it is told beside its duties.
    ///
    /// @param skills names, in order
    /// @param instructions whether the repository's instruction files are put before it
    public record Knows(List<String> skills, boolean instructions) {

        public Knows {
            skills = List.copyOf(skills);
        }
    }

    /// The same role, asked for an answer of another shape.
    public Role answering(String schema) {
        return new Role(card, reach, knows, Optional.of(schema), duties);
    }

    /// The same role with another tier and access.
    Role reaching(String tier, String access) {
        var other = new Reach(tier, access, reach.model(), reach.tools(), reach.granted());
        return new Role(card, other, knows, output, duties);
    }

    /// The same role that knows more.
    public Role knowing(List<String> more) {
        var all = new LinkedHashSet<>(knows.skills());
        all.addAll(more);
        var knowing = new Knows(new ArrayList<>(all), knows.instructions());
        return new Role(card, reach, knowing, output, duties);
    }

    public String name() {
        return card.name();
    }
}
