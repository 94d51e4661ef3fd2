package dev.landfast.engine;

import java.util.List;

/// Something a person can type to get a run on.
///
/// @param verb the command, such as `approve`
/// @param more what follows the run's name
/// @param why what it does or needs, one sentence
public record NextStep(String verb, List<String> more, String why) {

    public NextStep {
        more = List.copyOf(more);
    }

    static NextStep of(String verb, String why) {
        return new NextStep(verb, List.of(), why);
    }

    /// The whole command for a run of that name.
    public String command(String run) {
        var rest = more.isEmpty() ? "" : " " + String.join(" ", more);
        return "landfast " + verb + " " + run + rest;
    }
}
