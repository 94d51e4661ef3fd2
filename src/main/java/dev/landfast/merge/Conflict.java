package dev.landfast.merge;

/// One file that git could not merge, and what became of it.
///
/// @param why what was recognised, in a few words
public record Conflict(String path, Kind kind, Hands hands, String why) {

    /// What is in conflict.
    public enum Kind {
        /// imports, white space, formatting, both sides adding
        SIMPLE,
        /// tables and schemas
        MODELS,
        /// routes of an API
        ENDPOINTS,
        /// the same lines of ordinary code
        LOGIC,
        /// removed here and changed there, renamed, binary, too much of it
        COMPLEX
    }

    /// Who resolves it.
    public enum Hands {
        /// resolved by rules
        OURS,
        /// a resolver agent may integrate both sides
        AGENT,
        /// a person decides
        PERSON
    }
}
