package dev.landfast.agent.model;

import java.util.Map;

/// What the model answers.
public sealed interface Reply {

    /// It says something, and is done.
    record Say(String text) implements Reply {}

    /// It has a command run in a shell.
    record Shell(String command) implements Reply {}

    /// It writes a file with the agent's own tool for that.
    record Write(String path, String content) implements Reply {}

    /// It calls a tool by name.
    record Call(String tool, Map<String, Object> input) implements Reply {}

    /// The API refuses.
    ///
    /// @param status of HTTP
    /// @param headers such as `retry-after`
    /// @param message put where the vendor puts it
    record Refuse(int status, Map<String, String> headers, String message) implements Reply {}

    /// Nothing comes until the caller goes away or the server ends.
    record Hang() implements Reply {}

    static Reply refuse(int status, String message) {
        return new Refuse(status, Map.of(), message);
    }
}
