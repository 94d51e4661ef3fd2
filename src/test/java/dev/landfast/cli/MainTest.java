package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {

    @TempDir private Path folder;

    static Stream<String> verbs() {
        return Verbs.all().stream().map(Verb::name);
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void every_verb_has_help_which_needs_no_repository(String verb) {
        var shell = Shell.bare(folder);
        var asked = shell.landfast((verb + " --help").split(" ", -1));
        assertThat(asked.code()).isZero();
        assertThat(asked.out()).startsWith("usage: landfast " + verb).contains("\n  ");
        assertThat(asked.err()).isEmpty();
        assertThat(shell.landfast(("help " + verb).split(" ", -1))).isEqualTo(asked);
    }

    @Test
    void help_lists_every_verb() {
        var help = Shell.bare(folder).landfast("help");
        assertThat(help.code()).isZero();
        assertThat(verbs()).allSatisfy(verb -> assertThat(help.out()).contains("  " + verb + " "));
        assertThat(Shell.bare(folder).landfast("--help")).isEqualTo(help);
    }

    @Test
    void every_verb_that_shows_something_does_so_as_json_too() {
        assertThat(Verbs.all().stream().filter(verb -> verb.group() == Verb.Group.SEE))
                .filteredOn(verb -> !verb.name().equals("shell"))
                .allSatisfy(verb ->
                        assertThat(verb.command().get().usage().options())
                                .as(verb.name())
                                .anyMatch(option -> option.name().equals("json")));
    }

    @ParameterizedTest
    @CsvSource({
        "shwo, show",
        "lss, ls",
        "hlep, help",
        "verion, version",
        "status, ls",
        "stop, cancel"
    })
    void an_unknown_verb_suggests_the_nearest(String wrong, String right) {
        var result = Shell.bare(folder).landfast(wrong);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("LF-101").contains("did you mean 'landfast " + right);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void an_unknown_option_suggests_the_nearest_and_names_the_help() {
        var result = Shell.with(folder).landfast("ls", "--jsno");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("LF-102")
                .contains("did you mean '--json'?")
                .contains("landfast help ls");
    }

    @Test
    void a_missing_argument_says_what_is_missing() {
        var result = Shell.with(folder).landfast("show");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("LF-104").contains("it takes: RUN");
    }

    @Test
    void the_version_is_one_line() {
        var shell = Shell.bare(folder);
        assertThat(shell.landfast("version").out()).matches("landfast \\S+\n");
        assertThat(shell.landfast("--version")).isEqualTo(shell.landfast("version"));
        assertThat(shell.landfast("version", "--json").out()).matches("\\{\"version\":\"\\S+\"}\n");
    }

    @Test
    void a_folder_can_be_named_before_the_verb() {
        var shell = Shell.with(folder);
        shell.submitted("login");
        var there = shell.repository().toString();
        assertThat(shell.landfastIn(folder, "-C", there, "ls").out()).contains("login");
        assertThat(shell.landfastIn(folder, "-C", there + "/nowhere", "ls").code()).isEqualTo(2);
        assertThat(shell.landfastIn(folder, "-C").code()).isEqualTo(2);
    }

    @Test
    void a_bug_of_ours_leaves_its_trace_in_a_file_and_prints_none() throws Exception {
        var shell = Shell.with(folder);
        shell.submitted("login");
        // A journal whose table is gone is nothing that we foresee.
        shell.journal(journal -> assertThat(journal.runs()).hasSize(1));
        breakJournal(shell);
        var result = shell.landfast("ls");
        assertThat(result.code()).isEqualTo(31);
        assertThat(result.err()).contains("LF-901").doesNotContain("\tat ");
        try (var kept = Files.list(shell.state())) {
            var file = kept.filter(f -> f.toString().endsWith(".txt")).findFirst().orElseThrow();
            assertThat(result.err()).contains(file.toString());
            assertThat(file).content().contains("\tat ");
        }
    }

    private static void breakJournal(Shell shell) throws Exception {
        try (var found = Files.walk(shell.state())) {
            var file = found.filter(f -> f.endsWith("journal.db")).findFirst().orElseThrow();
            var config = new org.sqlite.SQLiteConfig();
            try (var connection = config.createConnection("jdbc:sqlite:" + file);
                    var statement = connection.createStatement()) {
                statement.execute("DROP TABLE runs");
            }
        }
    }

    @Test
    void nothing_is_made_by_looking() {
        var shell = Shell.with(folder);
        assertThat(shell.landfast().code()).isZero();
        assertThat(shell.landfast("ls").code()).isZero();
        assertThat(shell.state()).doesNotExist();
    }

    @Test
    void colours_only_where_the_terminal_shows_them() {
        var shell = Shell.with(folder);
        shell.submitted("login");
        assertThat(shell.landfast("ls").out()).doesNotContain("\u001b");
        assertThat(shell.coloured().landfast("ls").out()).contains("\u001b[");
    }
}
