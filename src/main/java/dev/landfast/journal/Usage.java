package dev.landfast.journal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What an agent attempt used.
///
/// @param model as the provider names it, for the table of prices
/// @param cost in US dollars; with the bases `UNPRICED` and `UNKNOWN` only the part of it that is
///   known, which is a lower bound and says nothing of the rest
/// @param atMost US dollars that an unknown cost cannot exceed, where that much is known of it
public record Usage(
        String model, Tokens tokens, double cost, Basis basis, Optional<Double> atMost) {

    /// Of which nothing bounds what is not known.
    public Usage(String model, Tokens tokens, double cost, Basis basis) {
        this(model, tokens, cost, basis, Optional.empty());
    }

    /// Nothing was asked of a model: known, and zero.
    public static final Usage NOTHING = new Usage("", Tokens.NONE, 0, Basis.REPORTED);

    /// The provider or the agent said what it costs.
    public static Usage reported(String model, Tokens tokens, double cost) {
        return new Usage(model, tokens, cost, Basis.REPORTED);
    }

    /// Nobody said what it costs; a table of prices may know.
    public static Usage unpriced(String model, Tokens tokens) {
        return new Usage(model, tokens, 0, Basis.UNPRICED);
    }

    /// Of which not even the tokens are known.
    public static Usage unknown(String model) {
        return new Usage(model, Tokens.NONE, 0, Basis.UNKNOWN);
    }

    /// The same, of which no more than that can have been spent.
    public Usage atMost(double dollars) {
        return new Usage(model, tokens, cost, Basis.UNKNOWN, Optional.of(Math.max(cost, dollars)));
    }

    public boolean known() {
        return basis.compareTo(Basis.UNPRICED) < 0;
    }

    /// Both together; unknown when one of them is.
    public Usage plus(Usage other) {
        var basis = worse(other);
        var most =
                basis == Basis.UNKNOWN
                        ? most().flatMap(one -> other.most().map(two -> one + two))
                        : Optional.<Double>empty();
        return new Usage(both(other), tokens.plus(other.tokens), cost + other.cost, basis, most);
    }

    private Optional<Double> most() {
        return known() ? Optional.of(cost) : atMost;
    }

    /// Each model once.
    private String both(Usage other) {
        var models = new LinkedHashSet<>(List.of(model.split(", ")));
        models.addAll(List.of(other.model.split(", ")));
        models.remove("");
        return String.join(", ", models);
    }

    /// What was used between two totals of one session. A total that fell began anew: then all of
    /// it was used since.
    ///
    /// @param earlier the session's total as it was last known
    public Usage since(Usage earlier) {
        if (earlier.equals(NOTHING) || tokens.fellBelow(earlier.tokens) || cost < earlier.cost) {
            return this;
        }
        return new Usage(model, tokens.minus(earlier.tokens), cost - earlier.cost, worse(earlier));
    }

    /// The same as a part of something of which the rest is not known.
    public Usage andMore() {
        return new Usage(model, tokens, cost, Basis.UNKNOWN);
    }

    private Basis worse(Usage other) {
        return basis.compareTo(other.basis) > 0 ? basis : other.basis;
    }

    /// Where the cost comes from, the surest first. Unknown is not zero.
    public enum Basis {
        /// The agent or its provider named it.
        REPORTED,
        /// Tokens times a table of prices with a date.
        PRICED,
        /// All tokens are known and wait for a table of prices; never written down.
        UNPRICED,
        UNKNOWN
    }
}
