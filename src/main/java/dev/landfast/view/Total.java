package dev.landfast.view;

import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import dev.landfast.journal.Usage.Basis;
import java.util.Locale;
import java.util.Optional;

/// What several attempts used together.
///
/// @param dollars as far as it is known: a lower bound where the cost of an attempt is not
/// @param basis the least sure one of all; empty when there are none
/// @param unknown attempts whose cost is not known; unknown is not zero
public record Total(
        int attempts, Tokens tokens, double dollars, Optional<Basis> basis, int unknown) {

    public static final Total NONE = new Total(0, Tokens.NONE, 0, Optional.empty(), 0);

    public Total plus(Usage usage) {
        return plus(
                new Total(
                        1,
                        usage.tokens(),
                        usage.cost(),
                        Optional.of(usage.basis()),
                        usage.known() ? 0 : 1));
    }

    public Total plus(Total other) {
        var surer =
                basis.isPresent() && other.basis.isPresent()
                        ? Optional.of(
                                basis.get().compareTo(other.basis.get()) > 0
                                        ? basis.get()
                                        : other.basis.get())
                        : basis.or(() -> other.basis);
        return new Total(
                attempts + other.attempts,
                tokens.plus(other.tokens),
                dollars + other.dollars,
                surer,
                unknown + other.unknown);
    }

    /// `$1.20`, `≥ $1.20` where a part is unknown, `unknown` where nothing is known.
    public String cost() {
        if (unknown > 0 && dollars == 0) {
            return "unknown";
        }
        return (unknown > 0 ? "≥ " : "") + dollars(dollars);
    }

    /// `reported`, `priced`, `unknown`, or nothing.
    public String basisText() {
        return basis.map(b -> b.name().toLowerCase(Locale.ROOT)).orElse("");
    }

    /// An amount of money; cents, and more digits where it is less than that.
    public static String dollars(double amount) {
        var digits = amount > 0 && amount < 0.1 ? 4 : 2;
        return String.format(Locale.ROOT, "$%." + digits + "f", amount);
    }
}
