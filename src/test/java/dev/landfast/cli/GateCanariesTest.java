package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Somebody asks whether the checks of a gate can fail here.
@Timeout(180)
class GateCanariesTest {

    @TempDir private Path folder;
    private OnBranch here;

    @BeforeEach
    void a_project() {
        here = OnBranch.in(folder);
    }

    private Shell.Result canaries(String... more) {
        var words = new String[more.length + 2];
        words[0] = "gate";
        words[1] = "canaries";
        System.arraycopy(more, 0, words, 2, more.length);
        return here.shell().landfast(words);
    }

    @Test
    void every_check_of_the_usual_gate_is_held_on_an_ordinary_project() {
        var result = canaries();

        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).startsWith("gate final  ");
        for (var check :
                new String[] {"parse", "tests", "base-tests", "coverage", "lint", "types"}) {
            assertThat(result.out()).containsPattern("(?m)^  " + check + " +held .* a defect in ");
        }
        assertThat(here.project().git("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_check_that_sees_nothing_is_named_with_what_to_do() {
        here.onBase("mypy.ini", "[mypy]\nignore_errors = True\n");

        var result = canaries("--only", "types,parse");

        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("(?m)^  types +vacuous .* was not found$")
                .containsPattern("(?m)^  parse +held ")
                .contains("types → look at the tool and its configuration");
    }

    @Test
    void a_command_without_a_canary_is_not_shown_and_one_that_does_without_is_let_be() {
        here.onBase(
                "landfast.yaml",
                """
                gates:
                  final:
                    checks:
                      - command: { run: "true", name: bare }
                      - command: { run: "true", name: agreed, canary: none }
                python: /usr/bin/python3
                """);

        var result = canaries("--only", "bare,agreed", "--trust");

        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(30);
        assertThat(result.out())
                .containsPattern("(?m)^  bare +not shown ")
                .containsPattern("(?m)^  agreed +nothing planted ")
                .contains("bare → give it a canary: { file: PATH, text: TEXT }");
    }

    @Test
    void the_same_is_to_be_had_as_json() {
        assertThat(canaries("--only", "parse", "--json").out())
                .startsWith("{\"gate\":\"final\",\"subject\":")
                .contains("\"check\":\"parse\",\"shown\":\"held\"");
    }
}
