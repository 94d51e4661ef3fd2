package dev.landfast.agent;

/// Somebody or something that works on a brief.
public interface Agent {

    /// A name for records: `command`, `replay`, `human`.
    String name();

    /// Works until it is finished or stopped. Blocks; an interrupt stops it and everything it
    /// started.
    AgentOutcome work(Assignment assignment) throws InterruptedException;
}
