package dev.landfast.check;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Plant;
import java.util.Optional;
import java.util.function.Supplier;

/// A defect that a definition names itself, for checks that run what a project brings: `canary: {
/// file: PATH, text: TEXT }`, or `canary: none`.
final class OwnCanary {

    private OwnCanary() {}

    /// Nothing where it says none. Any finding is about it: the tree passes without.
    ///
    /// @param usual where it names none
    static Optional<Plant> of(Config with, Supplier<Plant> usual) {
        if (isNone(with)) {
            return Optional.empty();
        }
        var canary = with.map("canary");
        var plant =
                canary.text("file")
                        .map(file -> Plant.file(file, canary.text("text").orElse("")))
                        .orElseGet(usual);
        return Optional.of(plant.on(Plant.Soil.CANDIDATE).named(""));
    }

    /// Says in the evidence that nothing has shown that the check can fail.
    static void note(Bench bench, Config with) {
        if (isNone(with)) {
            bench.log().note("its definition says canary: none");
        }
    }

    private static boolean isNone(Config with) {
        return with.text("canary").filter("none"::equals).isPresent();
    }
}
