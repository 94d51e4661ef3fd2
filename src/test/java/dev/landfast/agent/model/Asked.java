package dev.landfast.agent.model;

import java.util.List;
import java.util.Map;

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

    /// The call of an offered tool of ours; programs put the name of its server before its own.
    public Reply tool(String name) {
        return tools.stream()
                .filter(each -> each.matches(".*landfast.*[_.]" + name) || each.equals(name))
                .findFirst()
                .<Reply>map(each -> new Reply.Call(each, Map.of()))
                .orElseGet(() -> new Reply.Say("no tool " + name + " among " + tools));
    }

    /// The last result, empty when no tool has run.
    public String last() {
        return results.isEmpty() ? "" : results.getLast();
    }
}
