package dev.landfast.journal;

/// What an agent attempt used.
///
/// @param cost in US dollars; meaningless when the basis is `UNKNOWN`
public record Usage(String model, long inputTokens, long outputTokens, double cost, Basis basis) {

    /// Where the cost comes from. Unknown is not zero.
    public enum Basis {
        REPORTED,
        PRICED,
        UNKNOWN
    }
}
