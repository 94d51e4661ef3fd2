/// Who does a step and what they know: roles, skills and instructions of a repository.
///
/// All three are files that coding agents have conventions for; they are read as they are, from the
/// commit a run is pinned to, and nothing is written anywhere to configure an agent.
@NullMarked
package dev.landfast.agent.role;

import org.jspecify.annotations.NullMarked;
