package dev.landfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.check.PreCommitOutput.Told;
import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding.Place;
import java.util.List;
import java.util.Optional;
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
        assertThat(read.told(List.of("x.py", "y.py")).stream().map(Told::place))
                .containsExactly(
                        new Place("app/words.py", 2),
                        new Place("app/words.py", 7),
                        new Place("x.py", 0),
                        new Place("y.py", 0));
        assertThat(read.told(List.of("x.py")).getFirst().what())
                .isEqualTo("app/words.py:2:print(1)");
    }

    @Test
    void of_several_that_mend_each_has_changed_what_it_names() {
        var mended = "- files were modified by this hook\n\n";
        var read =
                read(
                        "a..Failed\n"
                                + mended
                                + "Fixing a.py\nb..Failed\n"
                                + mended
                                + "c..Failed\n"
                                + mended
                                + "reformatted b.py\n");

        assertThat(read.told(List.of("a.py", "b.py")).stream().map(Told::what))
                .containsExactly("changed a.py", "changed files", "changed b.py");
    }

    @Test
    void one_that_names_no_place_is_shown_by_its_first_words() {
        var read = read("a..Failed\n- hook id: a\n- exit code: 1\n\none\n\ntwo\nthree\nfour\n");

        assertThat(read.told(List.of("x.py")).getFirst().what()).isEqualTo("one; two; three");
        assertThat(read.told(List.of()).getFirst().place()).isEqualTo(Findings.nowhere());
        assertThat(read("a..Failed\n").told(List.of()).getFirst().what()).isEqualTo("failed");
    }

    @Test
    void what_a_hook_lacks_is_what_pre_commit_or_python_says() {
        assertThat(missing("Executable `prettier` not found\n")).contains("prettier");
        assertThat(missing("E1\nExecutable `x` not found\n")).isEmpty();
        assertThat(unimported("Traceback\nModuleNotFoundError: No module named 'tools.a'\n"))
                .contains("tools.a");
        assertThat(unimported("/usr/bin/python3: No module named tools\n")).contains("tools");
        assertThat(unimported("fine\n")).isEmpty();
    }

    private static Optional<String> missing(String said) {
        return read("a..Failed\n- hook id: a\n\n" + said).failed().getFirst().missing();
    }

    private static Optional<String> unimported(String said) {
        return read("a..Failed\n- hook id: a\n\n" + said).failed().getFirst().unimported();
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
        assertThat(PreCommitOutput.trouble("a.......An unexpected error has occurred: OSError"))
                .contains("An unexpected error has occurred: OSError");
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
