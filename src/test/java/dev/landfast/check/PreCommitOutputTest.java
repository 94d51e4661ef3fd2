package dev.landfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.check.PreCommitOutput.Told;
import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding.Place;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What pre-commit prints, as it was recorded from version 3.0, and what it never would.
class PreCommitOutputTest {

    private static final String RECORDED =
            """
            [INFO] Initializing environment for local.
            nobody prints............................................................Failed
            - hook id: no-print
            - exit code: 1

            app/words.py:2:print(1)
            app/words.py:7:print(2)
            elsewhere.py:1:print(3)

            no spaces at the end.....................................................Failed
            - hook id: trimmed
            - files were modified by this hook
            yaml only............................................(no files to check)Skipped
            no conflict is left......................................................Passed
            """;

    private static PreCommitOutput read(String text) {
        return PreCommitOutput.read(text, Set.of("app/words.py"));
    }

    @Test
    void each_hook_has_a_line_and_one_that_failed_says_below_where() {
        var read = read(RECORDED);

        assertThat(read.passed()).isEqualTo(1);
        assertThat(read.skipped()).isEqualTo(1);
        assertThat(read.failed().stream().map(PreCommitOutput.Hook::id))
                .containsExactly("no-print", "trimmed");
        assertThat(read.failed().getFirst().told(List.of("x.py")))
                .containsExactly(
                        new Told(new Place("app/words.py", 2), "app/words.py:2:print(1)"),
                        new Told(new Place("app/words.py", 7), "app/words.py:7:print(2)"));
        assertThat(read.failed().getLast().told(List.of("x.py", "y.py")))
                .containsExactly(
                        new Told(new Place("x.py", 0), "changed x.py"),
                        new Told(new Place("y.py", 0), "changed y.py"));
    }

    @Test
    void one_that_names_no_place_is_shown_by_its_first_words() {
        var read = read("a..Failed\n- hook id: a\n- exit code: 1\n\none\n\ntwo\nthree\nfour\n");

        assertThat(read.failed().getFirst().told(List.of("x.py")))
                .containsExactly(new Told(Findings.nowhere(), "one; two; three"));
        assertThat(read("a..Failed\n").failed().getFirst().told(List.of()))
                .containsExactly(new Told(Findings.nowhere(), "failed"));
    }

    @Test
    void a_program_is_missing_where_pre_commit_says_so_and_a_script_of_the_tree_is_not() {
        assertThat(read("a..Failed\n- hook id: a\n\nExecutable `prettier` not found\n").missing())
                .contains("prettier");
        assertThat(read("a..Failed\n\nExecutable `ci/lint.sh` not found\n").missing()).isEmpty();
        assertThat(read("a..Failed\n\nE1\nExecutable `x` not found\n").missing()).isEmpty();
    }

    @Test
    void what_kept_it_from_its_hooks_is_found_behind_what_it_did_before() {
        var recorded =
                """
                [INFO] Initializing environment for https://example.invalid/hooks.
                An unexpected error has occurred: CalledProcessError: command: ('/usr/bin/git', 'fetch', 'origin', '--tags')
                return code: 128
                """;
        assertThat(PreCommitOutput.trouble(recorded).orElseThrow()).contains("CalledProcessError");
        assertThat(PreCommitOutput.trouble(RECORDED)).isEmpty();
    }

    @Test
    void what_is_no_hooks_line_counts_for_nothing() {
        for (var text : new String[] {"", "Passed", "....Passed", "Passed.", "all Passed", "\0"}) {
            var read = read(text);
            assertThat(read.passed() + read.skipped()).as(text).isZero();
            assertThat(read.failed()).isEmpty();
        }
    }

    @Test
    void however_much_there_is_it_is_read_once() {
        var dots = ".".repeat(1_000_000);
        var read =
                read(dots + "\na(" + dots + "\n(" + "(".repeat(100_000) + "\nx" + dots + "Passed");

        assertThat(read.passed()).isEqualTo(1);
    }

    @Test
    void what_a_hook_says_is_shown_short_and_without_what_moves_the_cursor() {
        var read =
                read(
                        "a..Failed\n- hook id: \u001B[2J\n\napp/words.py:99999999999: "
                                + "x".repeat(9_999));

        var hook = read.failed().getFirst();
        assertThat(hook.id()).doesNotContain("\u001B");
        assertThat(hook.lines().getFirst()).hasSizeLessThan(400);
        assertThat(hook.places()).isEmpty();
    }
}
