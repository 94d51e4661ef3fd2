package dev.landfast.journal;

/// What an agent attempt used.
///
/// @param cost in US dollars; meaningless when the basis is `UNKNOWN`
public record Usage(String model, long inputTokens, long outputTokens, double cost, Basis basis) {

    /// Both together; unknown when one of them is.
    public Usage plus(Usage other) {
        return new Usage(
                model.equals(other.model) ? model : model + ", " + other.model,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cost + other.cost,
                basis.compareTo(other.basis) > 0 ? basis : other.basis);
    }

    /// The same as a part of something of which the rest is not known.
    public Usage andMore() {
        return new Usage(model, inputTokens, outputTokens, cost, Basis.UNKNOWN);
    }

    /// Where the cost comes from, the surest first. Unknown is not zero.
    public enum Basis {
        REPORTED,
        PRICED,
        UNKNOWN
    }
}
