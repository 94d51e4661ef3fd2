package dev.landfast.agent.model;

import java.util.List;

/// What a model is asked for, whatever the API.
///
/// @param text what people and programs wrote, all of it, the system's words included
/// @param results what the tools returned that were called since the last prompt, in order
/// @param tools the tools that are offered
/// @param call how many requests of this conversation came before, from 0
public record Asked(String text, List<String> results, List<String> tools, int call) {

    public Asked {
        results = List.copyOf(results);
        tools = List.copyOf(tools);
    }

    /// Whether a piece of text is somewhere in it.
    public boolean mentions(String piece) {
        return text.contains(piece);
    }

    /// The last result, empty when no tool has run.
    public String last() {
        return results.isEmpty() ? "" : results.getLast();
    }
}
