package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.RunSummary.Standing;
import dev.landfast.journal.RunSummary.Word;
import dev.landfast.journal.Transition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookingTest {

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void repository() {
        shell = Shell.with(folder);
    }

    private String stands(String name, Word word, String waits, String next) {
        var run = shell.submitted(name);
        shell.journal(journal -> {
            try (var writer = journal.writer().orElseThrow()) {
                var standing = new Standing(word, waits, next, Optional.empty());
                var taken = journal.requests().stream().map(r -> r.id()).toList();
                writer.append(new Transition(List.of(), Map.of(), Map.of(run, standing), taken));
            }
        });
        return run;
    }

    @Test
    void alone_it_says_that_nothing_needs_the_person() {
        var result = shell.landfast();
        assertThat(result.out()).startsWith("Nothing needs you.").contains("landfast run feature");
    }

    @Test
    void alone_it_takes_ten_lines_at_most_each_with_the_next_command() {
        for (var i = 0; i < 20; i++) {
            stands("stuck-" + i, Word.ESCALATED, "the gate failed", "landfast retry stuck-" + i);
            stands("busy-" + i, Word.RUNNING, "", "");
        }
        var lines = shell.landfast().out().lines().toList();
        assertThat(lines).hasSizeLessThanOrEqualTo(10);
        assertThat(lines).allSatisfy(line -> assertThat(line).contains("landfast "));
        assertThat(lines.getLast()).isEqualTo("and 32 more  landfast ls");
    }

    @Test
    void what_waits_comes_with_the_command_that_answers() {
        stands("login", Word.WAITING, "is this what you want?", "landfast approve login");
        var result = shell.landfast();
        assertThat(result.out())
                .contains("login  waiting  is this what you want?  landfast approve login");
    }

    @Test
    void a_settled_run_needs_nobody() {
        stands("old", Word.DONE, "", "");
        stands("dropped", Word.CANCELLED, "", "");
        assertThat(shell.landfast().out()).startsWith("Nothing needs you.");
    }

    @Test
    void ls_shows_all_that_is_not_settled_and_the_newest_twenty() {
        stands("stuck", Word.ESCALATED, "", "landfast retry stuck");
        for (var i = 0; i < 30; i++) {
            shell.later(Duration.ofMinutes(1));
            stands("done-" + i, Word.DONE, "", "");
        }
        var result = shell.landfast("ls");
        assertThat(result.out().lines()).hasSize(21);
        assertThat(result.out()).contains("done-29").contains("stuck");
        assertThat(result.err()).contains("and 10 more: landfast ls --all");
        assertThat(shell.landfast("ls", "--all").out().lines()).hasSize(31);
    }

    @Test
    void ls_as_json_keeps_its_shape() {
        var run = stands("login", Word.WAITING, "yes?", "landfast approve login");
        assertThat(shell.landfast("ls", "--json").out())
                .isEqualTo(
                        """
                        {"runs":[{"id":"%s","name":"login","workflow":"feature",\
                        "variant":"standard","status":"waiting","waits":"yes?",\
                        "next":"landfast approve login","started":"2026-03-01T12:00:00Z",\
                        "updated":"2026-03-01T12:00:00Z"}]}
                        """
                                .formatted(run));
    }

    @Test
    void a_run_is_called_by_its_name_or_a_beginning_that_only_it_has() {
        var login = shell.submitted("login");
        shell.submitted("logout");
        shell.submitted("search");
        assertThat(shell.landfast("show", "login").out()).contains(login);
        assertThat(shell.landfast("show", "logi").out()).contains(login);
        assertThat(shell.landfast("show", login).out()).startsWith("login");
        assertThat(shell.landfast("show", "s").out()).startsWith("search");
    }

    @Test
    void an_ambiguous_beginning_lists_the_candidates() {
        shell.submitted("login");
        shell.submitted("logout");
        var result = shell.landfast("show", "log");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("LF-111").contains("login").contains("logout");
    }

    @Test
    void an_unknown_name_suggests_the_nearest() {
        shell.submitted("login");
        var result = shell.landfast("show", "lgoin");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("LF-110").contains("did you mean 'login'?");
    }

    @Test
    void an_older_run_of_a_name_is_called_by_its_id() {
        var old = stands("login", Word.ESCALATED, "", "landfast retry login");
        shell.later(Duration.ofMinutes(1));
        stands("login", Word.WAITING, "", "landfast done login");
        assertThat(shell.landfast().out())
                .contains("landfast retry " + old)
                .contains("landfast done login");
        assertThat(shell.landfast("ls", "--names").out().lines()).containsExactly("login", old);
    }

    @Test
    void what_a_run_says_cannot_drive_the_terminal() {
        stands("login", Word.WAITING, "\u001b[2Jgone\u202e", "landfast done login");
        var result = shell.landfast();
        assertThat(result.out()).contains("?[2Jgone?").doesNotContain("\u001b", "\u202e");
        assertThat(shell.landfast("show", "login").out()).doesNotContain("\u001b", "\u202e");
    }
}
