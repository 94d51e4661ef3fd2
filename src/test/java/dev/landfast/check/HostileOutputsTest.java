package dev.landfast.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.check.format.Black;
import dev.landfast.check.format.Isort;
import dev.landfast.check.lint.Flake8;
import dev.landfast.check.lint.Ruff;
import dev.landfast.check.types.Mypy;
import dev.landfast.check.types.Pyright;
import dev.landfast.gate.Unmeasured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a tool printed: it is read to the end and understood, or it counts for nothing.
class HostileOutputsTest {

    private static final Path RECORDED = Path.of("src/test/resources/dev/landfast/gate/reports");
    private static final Path PROJECT = Path.of("/project");

    /// One tool's output and what reads it.
    private record Adapter(String name, String file, Reader reader) {

        String whole() {
            try {
                return Files.readString(RECORDED.resolve(file));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Reader {
        Object read(String output);
    }

    static Stream<Adapter> adapters() {
        return Stream.of(
                new Adapter("flake8", "flake8.txt", Flake8::parse),
                new Adapter("ruff", "ruff.json", output -> Ruff.parse(output, PROJECT)),
                new Adapter("mypy", "mypy.txt", output -> Mypy.parse(output, "")),
                new Adapter("pyright", "pyright.json", output -> Pyright.parse(output, PROJECT)),
                new Adapter(
                        "black",
                        "black.txt",
                        output -> Black.parse(output, Map.of(), PROJECT).paths()),
                new Adapter(
                        "isort", "isort.txt", output -> Isort.parse(output, 3, PROJECT).paths()));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void an_output_cut_off_anywhere_says_all_or_counts_for_nothing(Adapter adapter) {
        var whole = adapter.whole().strip();
        var all = adapter.reader().read(whole + "\n");
        var refused = 0;
        for (var end = 0; end < whole.length(); end++) {
            try {
                assertThat(adapter.reader().read(whole.substring(0, end)))
                        .as("%d of %d characters of %s", end, whole.length(), adapter)
                        .isEqualTo(all);
            } catch (Unmeasured e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length() / 2);
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void what_another_tool_wrote_counts_for_nothing(Adapter adapter) {
        adapters()
                .filter(other -> !other.name().equals(adapter.name()))
                .forEach(other ->
                        assertThatThrownBy(() -> adapter.reader().read(other.whole()))
                                .as("the output of %s read as that of %s", other, adapter)
                                .isInstanceOf(Unmeasured.class));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void noise_is_refused_and_breaks_nothing(Adapter adapter) {
        var random = new Random(7);
        var pieces =
                List.of("]]>", "&x;", "\u001b[2J", "\0", "{", "}", "[]", "\ud800", "\n", "0", "%s");
        for (var round = 0; round < 300; round++) {
            var noise = new StringBuilder();
            for (var i = random.nextInt(40); i > 0; i--) {
                noise.append(pieces.get(random.nextInt(pieces.size())));
            }
            var output = noise.toString();
            if (!output.strip().equals("[]")) {
                assertThatThrownBy(() -> adapter.reader().read(output))
                        .as(output)
                        .isInstanceOf(Unmeasured.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void deep_nesting_and_long_lines_are_refused(Adapter adapter) {
        for (var output :
                List.of("[".repeat(100_000), "{\"a\":".repeat(50_000), "x".repeat(5_000_000))) {
            assertThatThrownBy(() -> adapter.reader().read(output)).isInstanceOf(Unmeasured.class);
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void a_byte_that_is_other_is_never_an_exception(Adapter adapter) {
        var random = new Random(11);
        var whole = adapter.whole();
        var read = 0;
        for (var round = 0; round < 500; round++) {
            var changed = new StringBuilder(whole);
            changed.setCharAt(random.nextInt(whole.length()), (char) random.nextInt(1, 128));
            try {
                adapter.reader().read(changed.toString());
                read++;
            } catch (Unmeasured e) {
                assertThat(e.verdict().reason()).isNotBlank();
            }
        }
        assertThat(read).isPositive();
    }
}
