package dev.landfast.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.process.ContainmentLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an agent might try against everything that is not its own, at every level that promises to
/// keep it from that. `escapes/corpus.txt` has the attempts, and says of each whether the lesser
/// level denies it too; `escapes/keys.txt` the settings of git that start programs.
class EscapeTest {

    private static final Path CORPUS = Path.of("src/test/resources/escapes/corpus.txt");
    private static final Path KEYS = Path.of("src/test/resources/escapes/keys.txt");
    private static final Path PAGE = Path.of("docs/concepts/containment.md");

    private static final String PLANTING =
            """
            program() {
                printf '#!/bin/sh\necho x >%s-%s\ncat\n' "$OUT" "$1" >"$PWD/program-$1"
                chmod +x "$PWD/program-$1"
                value=$PWD/program-$1
            }
            printf '* filter=x diff=x merge=x\n' >.gitattributes
            for key in KEYS; do
                program "$key"
                case $key in
                core.hooksPath)
                    mkdir hooks
                    for h in pre-commit post-checkout post-index-change reference-transaction; do
                        cp "$value" "hooks/$h"
                    done
                    value=$PWD/hooks ;;
                include.path)
                    printf '[core]\n\tfsmonitor = %s\n' "$value" >more
                    value=$PWD/more ;;
                core.attributesFile)
                    echo '* filter=x diff=x merge=x' >attributes
                    value=$PWD/attributes ;;
                alias.*) value="!$value" ;;
                esac
                for place in "$GIT/config" "$GIT/config.worktree" "$PROJECT/.git/config" .git/config
                do
                    git config --file "$place" "$key" "$value"
                done
            done
            git config --file "$GIT/config" filter.x.required true
            echo more >>README.md
            grep -c program- "$GIT/config"
            """;

    @TempDir Path temp;

    /// @param lesser whether a write guard denies it as well
    record Attempt(String name, boolean lesser, String script) {}

    static List<Attempt> corpus() throws IOException {
        var attempts = new ArrayList<Attempt>();
        for (var block : Files.readString(CORPUS).split("(?m)^=== ")) {
            if (!block.isBlank()) {
                var head = block.lines().findFirst().orElseThrow().split(" \\| ");
                var script = block.substring(block.indexOf('\n') + 1);
                attempts.add(new Attempt(head[0], head[1].equals("both"), script));
            }
        }
        return attempts;
    }

    static Stream<Arguments> attempts() throws IOException {
        return corpus().stream()
                .flatMap(each ->
                        Stream.of(ContainmentLevel.STRICT, ContainmentLevel.WRITE_GUARD)
                                .map(level -> Arguments.of(level, each.name(), each)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("attempts")
    void what_is_promised_is_denied_and_what_is_not_is_known(
            ContainmentLevel level, String name, Attempt attempt) throws Exception {
        try (var prison = new Prison(temp, level)) {
            var breaches = prison.run(attempt.script());

            if (level == ContainmentLevel.STRICT || attempt.lesser()) {
                assertThat(breaches).as(prison.said()).isEmpty();
            } else {
                assertThat(breaches).as("denied all the same: " + name).isNotEmpty();
            }
        }
    }

    /// Attempts that would come to nothing anyway prove nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "writes a file outside",
                "moves a file out",
                "appends to the journal",
                "plants a hook in the repository",
                "writes the worktree of another run",
                "reads the state"
            })
    void without_containment_it_would_happen(String name) throws Exception {
        var attempt = corpus().stream().filter(each -> each.name().equals(name)).findFirst();
        try (var prison = new Prison(temp, ContainmentLevel.NONE)) {
            assertThat(prison.run(attempt.orElseThrow().script())).as(prison.said()).isNotEmpty();
        }
    }

    /// All of them at once, each with a trace of its own.
    @ParameterizedTest
    @EnumSource(names = {"STRICT", "WRITE_GUARD"})
    void no_setting_that_an_agent_leaves_starts_a_program(ContainmentLevel level) throws Exception {
        try (var prison = new Prison(temp, level)) {
            var planted = Files.readString(KEYS).strip().replace("\n", " ");

            assertThat(prison.run(PLANTING.replace("KEYS", planted))).as(prison.said()).isEmpty();
        }
    }

    @Test
    void the_corpus_is_as_large_as_was_asked_for() throws IOException {
        assertThat(corpus()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(Files.readAllLines(KEYS)).hasSizeGreaterThanOrEqualTo(16);
    }

    @Test
    void the_page_lists_what_the_lesser_level_lets_happen() throws IOException {
        var page = Files.readString(PAGE);
        var rows =
                page.lines()
                        .filter(line -> line.startsWith("| an agent "))
                        .map(line -> line.substring("| an agent ".length()).split(" \\| ")[0])
                        .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        corpus().stream()
                                .filter(each -> !each.lesser())
                                .map(Attempt::name)
                                .toList());
    }
}
