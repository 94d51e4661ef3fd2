package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltinsTest {

    static List<String> all() {
        return Definitions.builtins();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_definition_that_ships_is_valid(String name) {
        var workflow = Definitions.builtin(name).orElseThrow();

        assertThat(workflow.header().name()).isEqualTo(name);
    }

    @Test
    void each_file_is_listed() throws IOException {
        var folder = Path.of("src/main/resources/dev/landfast/definition/workflows");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> file.endsWith(".yaml"))
                    .extracting(file -> file.replace(".yaml", ""))
                    .containsExactlyInAnyOrderElementsOf(Definitions.builtins());
        }
    }

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

    private static Stream<String> labels(Step step) {
        return step instanceof Step.Loop loop
                ? Stream.of(loop.steps(), loop.repair())
                        .flatMap(List::stream)
                        .flatMap(BuiltinsTest::labels)
                : step.head().label().stream();
    }
}
