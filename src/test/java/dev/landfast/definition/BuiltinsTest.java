package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltinsTest {

    @Test
    void feature_has_the_thirteen_steps_of_its_document_in_order() {
        var feature = Definitions.builtin("feature").orElseThrow();

        assertThat(labels(feature.body().steps()))
                .containsExactly(
                        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13");
    }

    private static List<String> labels(List<Step> steps) {
        return steps.stream().flatMap(BuiltinsTest::labels).toList();
    }

    private static java.util.stream.Stream<String> labels(Step step) {
        var own = step.head().label().stream();
        return step instanceof Step.Loop loop
                ? java.util.stream.Stream.of(loop.steps(), loop.repair())
                        .flatMap(List::stream)
                        .flatMap(BuiltinsTest::labels)
                : own;
    }
}
