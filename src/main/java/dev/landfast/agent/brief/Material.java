package dev.landfast.agent.brief;

import dev.landfast.agent.role.Instruction;
import dev.landfast.agent.role.Skill;
import java.util.List;

/// What a brief says beside its matter.
///
/// @param limits what the attempt may use, a line each
/// @param words verdicts that the structured answer may give; empty for those of its schema
public record Material(
        Files files, Knowledge knowledge, List<String> limits, List<String> words, Room room) {

    /// Nothing more, and as much room as usual.
    public static final Material NONE =
            new Material(
                    new Files(List.of(), List.of()),
                    new Knowledge(List.of(), List.of()),
                    List.of(),
                    List.of(),
                    new Room(Room.USUAL_TOKENS, ""));

    public Material {
        limits = List.copyOf(limits);
        words = List.copyOf(words);
    }

    /// @param changed the difference to the base so far, a line a file
    /// @param reading paths of files to be read first
    public record Files(List<String> changed, List<String> reading) {

        public Files {
            changed = List.copyOf(changed);
            reading = List.copyOf(reading);
        }
    }

    /// What one should know, the most important first.
    public record Knowledge(List<Skill> skills, List<Instruction> instructions) {

        public Knowledge {
            skills = List.copyOf(skills);
            instructions = List.copyOf(instructions);
        }
    }

    /// How long the text may be, and where the rest goes.
    ///
    /// @param tokens as {@link #estimate} counts them
    /// @param folder that has what the text only refers to
    public record Room(int tokens, String folder) {

        /// Unless `brief: { tokens: … }` in `landfast.yaml` says otherwise. About an eighth of the
        /// smallest window that current coding agents have.
        public static final int USUAL_TOKENS = 24_000;

        private static final int CHARACTERS_A_TOKEN = 4;

        /// Characters divided by four, which is an estimate: vendors count differently, and code
        /// takes more than prose. Good enough to keep a brief from crowding out the work.
        public static int estimate(String text) {
            return (text.length() + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN;
        }

        boolean holds(String text) {
            return estimate(text) <= tokens;
        }
    }
}
