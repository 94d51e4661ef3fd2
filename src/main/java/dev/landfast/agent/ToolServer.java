package dev.landfast.agent;

import java.util.Map;

/// The server that an agent may call while it works at one attempt, in the Model Context Protocol
/// over HTTP.
///
/// @param token says which attempt calls; worth nothing once the attempt is over
public record ToolServer(String url, String token) {

    /// What coding agents know the server by.
    public static final String NAME = "landfast";

    /// The variable that has the token.
    public static final String TOKEN = "LANDFAST_MCP_TOKEN";

    private static final String URL = "LANDFAST_MCP_URL";

    /// For programs that are told of it by nothing else.
    public Map<String, String> environment() {
        return Map.of(URL, url, TOKEN, token);
    }

    /// The header that goes with every request.
    public String authorization() {
        return "Bearer " + token;
    }
}
