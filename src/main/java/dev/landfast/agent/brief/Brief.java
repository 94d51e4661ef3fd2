package dev.landfast.agent.brief;

import dev.landfast.agent.role.Role;
import java.util.Map;
import java.util.Optional;

/// What an agent is told, whole. The same run and step give the same text.
///
/// @param text Markdown
/// @param answer what its structured answer must look like, where one is wanted
/// @param beside what there was no room for in the text, by the name of the file that has it
public record Brief(
        Role role, String text, Optional<AnswerSchema> answer, Map<String, String> beside) {

    public Brief {
        beside = Map.copyOf(beside);
    }

    public Brief(Role role, String text, Optional<AnswerSchema> answer) {
        this(role, text, answer, Map.of());
    }
}
