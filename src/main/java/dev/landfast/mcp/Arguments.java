package dev.landfast.mcp;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a tool is called with: a JSON object.
public final class Arguments {

    private final JsonNode object;

    Arguments(JsonNode object) {
        this.object = object;
    }

    /// An argument that is a text.
    public Optional<String> text(String name) {
        return object.path(name).stringValueOpt();
    }

    /// All of them.
    public String json() {
        return object.toString();
    }
}
