package dev.landfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding.Place;
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
    void each_hook_has_a_line_and_one_that_failed_says_why_below() {
        var read = read(RECORDED);

        assertThat(read.passed()).isEqualTo(1);
        assertThat(read.skipped()).isEqualTo(1);
        assertThat(read.failed())
                .containsExactly(
                        new PreCommitOutput.Hook(
                                "nobody prints",
                                "no-print",
                                "app/words.py:2:print(1)",
                                new Place("app/words.py", 2),
                                false),
                        new PreCommitOutput.Hook(
                                "no spaces at the end", "trimmed", "", Findings.nowhere(), true));
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
        assertThat(hook.said()).hasSizeLessThan(400);
        assertThat(hook.place()).isEqualTo(Findings.nowhere());
    }
}
