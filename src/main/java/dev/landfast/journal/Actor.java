package dev.landfast.journal;

/// Who caused an event.
public sealed interface Actor {

    /// The orchestrator itself.
    record Engine() implements Actor {}

    /// One attempt of an agent at a step.
    ///
    /// @param role the role it plays, such as `developer`
    /// @param key the step attempt, as {@link StepKey#toString()}
    record Agent(String role, String key) implements Actor {}

    /// A human being, as the system knows them: never the identity in a git commit.
    ///
    /// @param channel how they spoke: `terminal`, `web`, `api`
    record Person(String name, String channel) implements Actor {}
}
