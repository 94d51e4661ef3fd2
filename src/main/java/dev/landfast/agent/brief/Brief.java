package dev.landfast.agent.brief;

import dev.landfast.agent.role.Role;
import java.util.Optional;

/// What an agent is told, whole. The same run and step give the same text.
///
/// @param text Markdown
/// @param answer what its structured answer must look like, where one is wanted
public record Brief(Role role, String text, Optional<AnswerSchema> answer) {}
