package dev.landfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunningTest {

    private static final String ASKING =
            """
            workflow: asking
            about: Asks twice
            params:
              name:        { type: name, required: true, about: what it is called }
              description: { type: text, about: what is asked for }
            roles:
              owner: { tier: standard, access: read, about: says yes }
            variants:
              slow:  { about: the usual way, default: true }
              quick: { about: without the second question, without: [second], suggest: [fix] }
            steps:
              - id: first
                ask: { question: Which colour?, options: [red, blue] }
              - id: second
                approve: owner
            """;

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void repository() {
        shell = Shell.with(folder).onRealTime();
        shell.commit(".landfast/workflows/asking.yaml", ASKING);
    }

    @Test
    void a_run_is_followed_until_it_waits_then_to_its_end() {
        shell.carrying();
        var waits = shell.landfast("run", "asking", "tint", "A", "colour", "--trust");
        assertThat(waits.code()).as(waits.err()).isEqualTo(5);
        assertThat(waits.out()).contains("waiting").contains("Which colour?");
        assertThat(waits.out()).contains("next: landfast answer tint red");
        assertThat(waits.err()).contains("run 'tint' started: asking, variant slow");

        var wrong = shell.landfast("answer", "tint", "green");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("LF-123").contains("red, blue");

        var second = shell.landfast("answer", "tint", "blue");
        assertThat(second.code()).as(second.err()).isEqualTo(5);
        assertThat(second.out()).contains("next: landfast approve tint");
        assertThat(second.err()).contains("blue").doesNotContain("started: asking");

        var done = shell.landfast("approve", "tint", "fine");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("done");
        assertThat(shell.landfast().out()).startsWith("Nothing needs you.");
    }

    @Test
    void a_rejection_stops_the_run_and_why_says_so() {
        shell.carrying();
        shell.landfast("run", "asking", "tint", "--trust");
        shell.landfast("answer", "tint", "red");
        var stopped = shell.landfast("reject", "tint", "not", "red");
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(1);
        var why = shell.landfast("why", "tint");
        assertThat(why.out())
                .contains("second")
                .contains("not red")
                .contains("landfast cancel tint");
        assertThat(shell.landfast("retry", "tint").code()).isEqualTo(5);
        assertThat(shell.landfast("cancel", "tint", "--reason", "enough").code()).isZero();
        assertThat(shell.landfast("show", "tint").out()).contains("cancelled");
        assertThat(shell.landfast("cancel", "tint").code()).isEqualTo(2);
    }

    @Test
    void a_paused_run_goes_on_when_it_is_resumed() {
        shell.carrying();
        shell.landfast("run", "asking", "tint", "--trust");
        assertThat(shell.landfast("pause", "tint").code()).isZero();
        assertThat(shell.landfast("watch", "tint").code()).isEqualTo(6);
        assertThat(shell.landfast("resume", "tint").code()).isEqualTo(5);
    }

    @Test
    void a_detached_start_returns_at_once_and_the_run_is_durable() {
        var result = shell.landfast("run", "asking", "tint", "--trust", "--detach");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("landfast watch tint");
        assertThat(shell.landfast("ls").out()).contains("tint").contains("queued");
    }

    @Test
    void the_variant_can_be_proposed_with_its_reason() {
        var result =
                shell.landfast(
                        "run",
                        "asking",
                        "tint",
                        "fix it",
                        "--variant",
                        "auto",
                        "--trust",
                        "--detach");
        assertThat(result.err()).contains("variant quick").contains("the description says fix");
    }

    @Test
    void a_name_is_made_from_the_description_where_none_is_given() {
        shell.landfast("run", "asking", "Fix the Typo in README!", "--trust", "--detach");
        assertThat(shell.landfast("ls", "--names").out()).isEqualTo("fix-the-typo-in-readme\n");
    }

    @Test
    void two_runs_that_are_not_settled_do_not_share_a_name() {
        shell.landfast("run", "asking", "tint", "--trust", "--detach");
        var again = shell.landfast("run", "asking", "tint", "--trust", "--detach");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("LF-114").contains("landfast show tint");
    }

    @Test
    void a_definition_of_the_repository_must_be_trusted_and_again_after_a_change() {
        var untrusted = shell.landfast("run", "asking", "tint", "--detach");
        assertThat(untrusted.code()).isEqualTo(2);
        assertThat(untrusted.err()).contains("LF-118").contains("--trust");
        assertThat(shell.landfast("run", "asking", "a", "--trust", "--detach").code()).isZero();
        assertThat(shell.landfast("run", "asking", "b", "--detach").code()).isZero();
        shell.commit(".landfast/workflows/asking.yaml", ASKING + "# changed\n");
        assertThat(shell.landfast("run", "asking", "c", "--detach").code()).isEqualTo(2);
    }

    @Test
    void what_is_not_committed_is_no_workflow_yet() {
        shell.write(".landfast/workflows/fresh.yaml", ASKING.replace("asking", "fresh"));
        var result = shell.landfast("run", "fresh", "tint");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("LF-130").contains("commit it first");
    }

    @Test
    void a_mistake_in_a_definition_has_its_place_and_exit_code() {
        shell.commit(
                ".landfast/workflows/asking.yaml",
                ASKING.replace("approve: owner", "approve: onwer"));
        var result = shell.landfast("run", "asking", "tint");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("asking.yaml:15:14").contains("did you mean 'owner'");
    }

    @Test
    void a_kind_that_is_not_built_is_refused_before_the_start_with_kind_and_step() {
        shell.commit(
                ".landfast/workflows/probing.yaml",
                """
                workflow: probing
                about: Probes
                steps:
                  - { id: look, context: archive }
                """);
        var result = shell.landfast("run", "probing", "--trust");
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("LF-119").contains("'context'").contains("'look'");
        assertThat(shell.landfast("ls").out()).isEmpty();
    }

    @Test
    void a_role_that_nobody_plays_is_asked_for_before_the_start() {
        shell.commit(
                ".landfast/workflows/building.yaml",
                """
                workflow: building
                about: Builds
                roles:
                  maker: { tier: standard, access: edit, about: makes it }
                  poet:  { tier: standard, access: edit, about: makes it rhyme }
                  boss:  { tier: standard, access: read, about: says yes }
                variants:
                  plain: { about: without rhymes, default: true, without: [rhyme] }
                  fine:  { about: with rhymes }
                steps:
                  - { id: make, agent: maker }
                  - { id: rhyme, agent: poet }
                  - { id: agree, approve: boss }
                """);
        var plain = shell.landfast("run", "building", "--trust", "--detach");
        assertThat(plain.code()).isEqualTo(2);
        assertThat(plain.err())
                .contains("LF-143 nobody plays maker\n")
                .contains("--agent maker=human");
        var fine = "run building --trust --detach --variant fine --agent maker=human".split(" ");
        assertThat(shell.landfast(fine).err()).contains("LF-143 nobody plays poet\n");
        assertThat(shell.landfast("ls").out()).isEmpty();

        shell.commit("landfast.yaml", "agents:\n  poet: human\n");
        assertThat(shell.landfast(fine).code()).isZero();
    }

    @Test
    void the_roles_of_a_child_run_are_those_of_the_variant_that_it_will_have() {
        shell.commit(
                ".landfast/workflows/building.yaml",
                """
                workflow: building
                about: Builds
                params:
                  style: { type: choice, choices: [plain, fine], default: plain, about: how }
                roles:
                  maker: { tier: standard, access: edit, about: makes it }
                  poet:  { tier: standard, access: edit, about: makes it rhyme }
                variants:
                  choose: params.style
                  plain: { about: without rhymes, without: [rhyme] }
                  fine:  { about: with rhymes }
                steps:
                  - { id: make, agent: maker }
                  - { id: rhyme, agent: poet }
                """);
        shell.commit(
                ".landfast/workflows/several.yaml",
                """
                workflow: several
                about: Starts another
                params:
                  style: { type: choice, choices: [plain, fine], default: plain, about: how }
                  way:   { type: choice, choices: [plain, fine], default: plain, about: which }
                variants:
                  by-default: { about: as given, default: true, without: [named, looked-up, later] }
                  by-name:    { about: named, without: [part, looked-up, later] }
                  by-param:   { about: looked up, without: [part, named, later] }
                  by-step:    { about: known later, without: [part, named, looked-up] }
                steps:
                  - { id: part, workflow: building }
                  - { id: named, workflow: building, variant: fine }
                  - { id: looked-up, workflow: building, variant: "${params.way}" }
                  - { id: pick, ask: { question: Which?, options: [plain, fine] } }
                  - { id: later, workflow: building, variant: "${steps.pick.answer}" }
                """);

        assertThat(needed("by-default")).contains("LF-143 nobody plays maker\n");
        assertThat(needed("by-default", "style=fine")).contains("nobody plays maker, poet\n");
        assertThat(needed("by-name")).contains("LF-143 nobody plays maker, poet\n");
        assertThat(needed("by-param")).contains("LF-143 nobody plays maker\n");
        assertThat(needed("by-param", "way=fine")).contains("nobody plays maker, poet\n");
        assertThat(needed("by-step")).as("only the run will tell").doesNotContain("LF-143");
    }

    /// What is said of a start for which nobody was chosen.
    private String needed(String variant, String... params) {
        var words = new ArrayList<>(List.of("run", "several", "--trust", "--detach"));
        words.addAll(List.of("--variant", variant));
        words.addAll(List.of(params));
        return shell.landfast(words.toArray(String[]::new)).err();
    }

    @Test
    void unknown_words_say_what_was_meant() {
        assertThat(shell.landfast("run", "askign", "x").err()).contains("did you mean 'asking'");
        assertThat(shell.landfast("run", "Say goodbye as well").err())
                .contains("landfast run feature NAME \"Say goodbye as well\"");
        assertThat(shell.landfast("run", "asking", "x", "descriptoin=y").err())
                .contains("did you mean 'description='");
        assertThat(shell.landfast("run", "asking", "x", "--trust", "--variant", "quik").err())
                .contains("did you mean 'quick'");
        assertThat(shell.landfast("run", "asking", "x", "--trust", "--from", "frist").err())
                .contains("did you mean 'first'");
        assertThat(shell.landfast("run", "asking", "x", "--trust", "--agent", "boss=human").err())
                .contains("LF-117")
                .contains("owner");
        assertThat(shell.landfast("run", "asking", "x", "--trust", "--agent", "owner=robot").err())
                .contains("LF-137")
                .contains("command:");
    }

    @Test
    void a_run_can_be_entered_at_a_step_and_forked_from_one() {
        shell.carrying();
        var from = shell.landfast("run", "asking", "tint", "--trust", "--from", "second");
        assertThat(from.code()).as(from.err()).isEqualTo(5);
        assertThat(from.out()).contains("next: landfast approve tint");
        assertThat(shell.landfast("fork", "tint", "--from", "second").code()).isEqualTo(2);
        shell.landfast("cancel", "tint");
        var fork = shell.landfast("fork", "tint", "--from", "first");
        assertThat(fork.code()).as(fork.err()).isEqualTo(5);
        assertThat(shell.landfast("ls").out()).contains("tint-2");
    }
}
