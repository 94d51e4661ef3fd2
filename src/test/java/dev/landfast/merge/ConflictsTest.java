package dev.landfast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.failpoint.Failpoints;
import dev.landfast.failpoint.SimulatedCrash;
import dev.landfast.git.Person;
import dev.landfast.git.Staging;
import dev.landfast.merge.Conflict.Hands;
import dev.landfast.merge.Conflict.Kind;
import dev.landfast.merge.Conflicts.Conclusion;
import dev.landfast.merge.Conflicts.Update;
import dev.landfast.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConflictsTest {

    private static final Stamp STAMP = Yard.stamp("r1", "landing.1/conflicts@1");

    @TempDir Path temp;
    private Yard yard;
    private Workspace login;
    private Person there;

    @BeforeEach
    void prepare() {
        yard = new Yard(temp);
        login = yard.create("login", "r1");
        there = yard.in(login);
    }

    @AfterEach
    void close() {
        Failpoints.disarm();
        yard.close();
    }

    private Update update() {
        return yard.conflicts().update(login, yard.ada.head(), STAMP);
    }

    private Update.Open open() {
        return (Update.Open) update();
    }

    @Test
    void a_branch_that_has_the_base_is_up_to_date() {
        there.write("new.py", "x = 1\n").commitAll("work");
        assertThat(update()).isEqualTo(new Update.UpToDate(there.head(), false));
    }

    @Test
    void a_clean_merge_moves_branch_and_worktree() {
        var tip = there.write("new.py", "x = 1\n").commitAll("work");
        var base = yard.ada.write("other.py", "y = 1\n").commitAll("base");
        var done = (Update.Done) update();
        assertThat(there.head()).isEqualTo(done.commit());
        assertThat(there.git("status", "--porcelain")).isEmpty();
        assertThat(there.git("log", "-1", "--format=%P")).isEqualTo(tip + " " + base);
        assertThat(there.git("log", "-1", "--format=%B"))
                .contains("Landfast-Run: r1", "Landfast-Step: landing.1/conflicts@1");
        assertThat(update()).isEqualTo(new Update.UpToDate(done.commit(), true));
    }

    @Test
    void imports_and_additions_of_both_sides_are_resolved() {
        there.write(
                        "app/main.py",
                        "import os\nimport re\n\n\ndef run() -> int:\n    return 1\n\n\ndef a() -> int:\n    return 2\n")
                .commitAll("work");
        yard.ada
                .write(
                        "app/main.py",
                        "import json\nimport os\n\n\ndef run() -> int:\n    return 1\n\n\ndef b() -> int:\n    return 3\n")
                .commitAll("base");
        var done = (Update.Done) update();
        assertThat(there.read("app/main.py"))
                .isEqualTo(
                        """
                        import json
                        import os
                        import re


                        def run() -> int:
                            return 1


                        def a() -> int:
                            return 2


                        def b() -> int:
                            return 3
                        """);
        assertThat(done.resolved())
                .containsExactly(
                        new Conflict("app/main.py", Kind.SIMPLE, Hands.OURS, "both sides add"));
    }

    @Test
    void the_same_lines_changed_twice_are_left_to_a_person_with_both_sides_shown() {
        there.write("app/main.py", "import os\n\n\ndef run() -> int:\n    return 2\n")
                .commitAll("w");
        yard.ada
                .write("app/main.py", "import os\n\n\ndef run() -> int:\n    return 3\n")
                .commitAll("b");
        var open = open();
        assertThat(open.conflicts()).extracting(Conflict::kind).containsExactly(Kind.LOGIC);
        assertThat(open.hands()).isEqualTo(Hands.PERSON);
        assertThat(there.read("app/main.py"))
                .contains(
                        "<<<<<<< feature/login\n    return 2\n||||||| before both\n    return 1\n")
                .contains("=======\n    return 3\n>>>>>>> main\n");
        assertThat(there.head()).isEqualTo(open.pending().tip());
    }

    @Test
    void a_statement_that_the_base_took_out_of_a_block_is_not_put_back() {
        var before = "def run(a: bool) -> None:\n    if a:\n        first()\n        last()\n";
        yard.ada.write("app/main.py", before).commitAll("before");
        there.git("merge", "-q", "main");
        there.write("app/main.py", before.replace("first", "begin")).commitAll("w");
        yard.ada
                .write("app/main.py", before.replace("        last()", "    last()"))
                .commitAll("b");
        assertThat(open().hands()).isEqualTo(Hands.PERSON);
    }

    @Test
    void where_harm_is_possible_layout_is_left_to_a_person() {
        yard.ada.write("app/auth.py", "x = check(1, 2)\n").commitAll("before");
        there.git("merge", "-q", "main");
        there.write("app/auth.py", "x = check(1, 3)\n").commitAll("w");
        yard.ada.write("app/auth.py", "x = check(\n    1,\n    2,\n)\n").commitAll("b");
        assertThat(open().hands()).isEqualTo(Hands.PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/models.py|MODELS|AGENT",
                "app/routers/x.py|ENDPOINTS|AGENT",
                "app/auth.py|LOGIC|PERSON",
                "migrations/versions/1.py|LOGIC|PERSON",
                "tests/test_x.py|LOGIC|AGENT",
                "data.bin|COMPLEX|PERSON"
            })
    void conflicts_are_told_apart_by_what_they_touch(String row) {
        var parts = row.split("\\|", -1);
        var file = parts[0];
        var zero = file.equals("data.bin") ? "\0" : "";
        yard.ada.write(file, "x = 1\n" + zero).commitAll("before");
        there.git("merge", "-q", "main");
        there.write(file, "x = 2\n" + zero).commitAll("work");
        yard.ada.write(file, "x = 3\n" + zero).commitAll("base");
        assertThat(open().conflicts())
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.kind()).isEqualTo(Kind.valueOf(parts[1]));
                    assertThat(c.hands()).isEqualTo(Hands.valueOf(parts[2]));
                });
    }

    @Test
    void what_one_side_removed_and_the_other_changed_is_left_to_a_person() {
        there.git("rm", "-q", "app/models.py");
        there.commitAll("work");
        yard.ada.write("app/models.py", "x = 2\n").commitAll("base");
        assertThat(open().conflicts())
                .containsExactly(
                        new Conflict(
                                "app/models.py",
                                Kind.COMPLEX,
                                Hands.PERSON,
                                "removed on one side, changed on the other"));
    }

    private Update.Open models() {
        there.write("app/models.py", "x = 2\n").write("mine.py", "m = 1\n").commitAll("work");
        yard.ada
                .write("app/models.py", "x = 3\n")
                .write("theirs.py", "t = 1\n")
                .write("gone.py", "g = 1\n")
                .commitAll("base");
        return open();
    }

    @Test
    void a_resolved_worktree_becomes_the_merge_with_everything_in_it() {
        var open = models();
        assertThat(Conflicts.marked(login.checkout(), open.conflicts()))
                .containsExactly("app/models.py");
        assertThat(yard.conflicts().conclude(login, open, STAMP))
                .isEqualTo(new Conclusion.Unfinished(List.of("app/models.py"), List.of()));

        there.write("app/models.py", "x = 5\n").write("helper\nnew.py", "h = 1\n");
        there.run(List.of("rm", "gone.py"));
        var done = (Conclusion.Done) yard.conflicts().conclude(login, open, STAMP);
        assertThat(there.head()).isEqualTo(done.commit());
        assertThat(there.git("status", "--porcelain")).isEmpty();
        assertThat(yard.repository.trees().files(done.commit()))
                .containsKeys("mine.py", "theirs.py", "helper\nnew.py")
                .doesNotContainKey("gone.py");
        assertThat(yard.repository.commits().parents(done.commit()))
                .containsExactly(open.pending().tip(), open.pending().base());
    }

    @Test
    void a_resolver_that_commits_by_itself_makes_no_other_history() {
        var open = models();
        there.write("app/models.py", "x = 5\n").commitAll("resolver commits");
        var done = (Conclusion.Done) yard.conflicts().conclude(login, open, STAMP);
        assertThat(yard.repository.commits().parents(done.commit()))
                .containsExactly(open.pending().tip(), open.pending().base());
        assertThat(there.read("app/models.py")).isEqualTo("x = 5\n");
    }

    @Test
    void a_secret_in_a_resolution_is_refused() {
        var open = models();
        there.write("app/models.py", "x = 5\n").write(".env", "A=1\n");
        var unfinished = (Conclusion.Unfinished) yard.conflicts().conclude(login, open, STAMP);
        assertThat(unfinished.refused()).extracting(Staging.Refused::path).containsExactly(".env");
    }

    @Test
    void giving_up_brings_the_branch_back_and_keeps_what_was_made() {
        var open = models();
        there.write("app/models.py", "x = 5\n");
        var kept = yard.conflicts().abandon(login).orElseThrow();
        assertThat(there.git("status", "--porcelain")).isEmpty();
        assertThat(there.head()).isEqualTo(open.pending().tip());
        assertThat(yard.repository.trees().text(kept.commit(), "app/models.py"))
                .contains("x = 5\n");
    }

    @Test
    void asked_again_after_a_crash_it_keeps_half_a_resolution_and_starts_over() {
        models();
        there.write("app/models.py", "x = half\n");
        var again = open();
        assertThat(again.kept()).isPresent();
        assertThat(there.read("app/models.py")).contains("<<<<<<<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merge.update-tidied",
                "merge.update-committed",
                "git.advance-locked",
                "git.advance-tree",
                "git.advance-ref",
                "git.advance-index"
            })
    void a_clean_merge_happens_once_whenever_it_is_interrupted(String place) {
        there.write("new.py", "x = 1\n").commitAll("work");
        yard.ada.write("other.py", "y = 1\n").commitAll("base");
        Failpoints.arm("throw@" + place);
        assertThatThrownBy(this::update).isInstanceOf(SimulatedCrash.class);
        Failpoints.disarm();
        var again = update();
        assertThat(again)
                .satisfiesAnyOf(
                        u -> assertThat(u).isInstanceOf(Update.Done.class),
                        u -> assertThat(((Update.UpToDate) u).changed()).isTrue());
        assertThat(there.git("status", "--porcelain")).isEmpty();
        assertThat(there.git("log", "--merges", "--format=%H").lines()).hasSize(1);
        assertThat(there.read("other.py")).isEqualTo("y = 1\n");
    }

    @Test
    void migrations_that_part_ways_without_a_conflict_are_found() {
        migration(yard.ada, "0001", "None");
        yard.ada.commitAll("first migration");
        there.git("merge", "-q", "main");
        migration(there, "0002a", "\"0001\"");
        there.commitAll("work");
        migration(yard.ada, "0002b", "('0001',)");
        yard.ada.commitAll("base");
        var done = (Update.Done) update();
        assertThat(done.splits())
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.folder()).isEqualTo("migrations/versions");
                    assertThat(s.heads()).containsExactlyInAnyOrder("0002a", "0002b");
                });
    }

    private static void migration(Person person, String id, String down) {
        person.write(
                "migrations/versions/" + id + ".py",
                "revision: str = \"" + id + "\"\ndown_revision = " + down + "\n");
    }
}
