package dev.landfast.api;

import java.util.List;
import java.util.Optional;

/// What to measure without a run, and against what. Everything that is left out has a usual value.
///
/// @param only checks by name; empty for all of the gate
/// @param options how the verdict is meant
public record GateOrder(Which which, Against against, List<String> only, Options options) {

    public GateOrder {
        only = List.copyOf(only);
    }

    /// Which gate.
    ///
    /// @param workflow the definition it stands in; the first that ships unless given
    /// @param target the variant or target whose thresholds count; the usual one unless given
    /// @param gate the last one before the work lands unless given
    public record Which(Optional<String> workflow, Optional<String> target, Optional<String> gate) {

        /// The usual one.
        public static Which usual() {
            return new Which(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// What is compared.
    ///
    /// @param commit what is checked out unless given
    /// @param base a branch or commit; the default branch unless given. Where the commit left it is
    ///   what counts as before
    public record Against(Optional<String> commit, Optional<String> base) {

        /// What is checked out, against the default branch.
        public static Against usual() {
            return new Against(Optional.empty(), Optional.empty());
        }
    }

    /// How the verdict is meant.
    ///
    /// @param trusted what came with the repository and would run here was read by a person
    /// @param shadow the verdict is told and holds nothing up
    /// @param jobs how many tools may run side by side; as many as there are free cores unless
    ///   given
    public record Options(boolean trusted, boolean shadow, Optional<Integer> jobs) {

        /// Nothing trusted, nothing held back.
        public static Options usual() {
            return new Options(false, false, Optional.empty());
        }
    }

    /// What is checked out, against the default branch, in full.
    public static GateOrder usual() {
        return new GateOrder(Which.usual(), Against.usual(), List.of(), Options.usual());
    }
}
