package dev.landfast.agent.model;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One vendor's way to ask a model over HTTP.
interface Api {

    /// Whether a request to this path asks the model.
    boolean isAsk(String path);

    Asked read(JsonNode request);

    /// The answer as server-sent events.
    List<Event> events(Reply reply);

    /// The same, whole, where a caller does not want a stream.
    default Map<String, Object> whole(Reply reply) {
        throw new IllegalStateException("this API is only spoken as a stream, not for " + reply);
    }

    /// Whether the caller wants a stream.
    default boolean streams(String path, JsonNode request) {
        return request.path("stream").asBoolean(false);
    }

    /// What a refusal looks like.
    Map<String, Object> refusal(Reply.Refuse refuse);

    /// @param name empty where the API names none
    record Event(String name, Object data) {}
}
