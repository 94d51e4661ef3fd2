package dev.landfast.agent.brief;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.role.Instruction;
import dev.landfast.agent.role.Role;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Skill;
import dev.landfast.agent.role.Sources;
import dev.landfast.journal.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What gives way when a brief is too long, and what never does.
class CutTest {

    private static final Role ROLE = new Roles(Sources.none()).named("developer");
    private static final String LONG = "word ".repeat(400).strip();

    private static final List<Finding> FINDINGS =
            IntStream.range(0, 60)
                    .mapToObj(i ->
                            new Finding(
                                    "R" + i,
                                    Finding.Level.HIGH,
                                    new Finding.Place("app/f" + i + ".py", i + 1),
                                    "head " + i + "\n" + LONG,
                                    Optional.of("advice " + i)))
                    .toList();

    private static final BriefWriter.Matter MATTER =
            new BriefWriter.Matter(
                    "repair (step 7)",
                    "the wish " + LONG,
                    FINDINGS,
                    List.of("- gate `unit`: tests (min 1)"),
                    Map.of("branch", "feature/x"));

    private static Brief within(int tokens) {
        var files = IntStream.range(0, 200).mapToObj(i -> "app/file" + i + ".py +1 -0").toList();
        var material =
                new Material(
                        new Material.Files(files, List.of("docs/plan.md")),
                        new Material.Knowledge(
                                List.of(skill("first"), skill("second")),
                                List.of(instruction("a"), instruction("b"))),
                        List.of("time for this attempt: 1h"),
                        List.of(),
                        new Material.Room(tokens, "/scratch"));
        return BriefWriter.write(ROLE, MATTER, material);
    }

    private static Skill skill(String name) {
        return new Skill(
                name, "about " + name, "built in", "whole " + name + " " + LONG, List.of());
    }

    private static Instruction instruction(String name) {
        return new Instruction(
                name + ".instructions.md",
                "about " + name,
                List.of("**"),
                "all of " + name + " " + LONG);
    }

    @Test
    void with_room_for_all_nothing_is_left_out() {
        var brief = within(1_000_000);

        assertThat(brief.beside()).isEmpty();
        assertThat(brief.text())
                .contains("whole first", "whole second", "all of a", "all of b")
                .contains("app/file199.py +1 -0", "advice 59", "docs/plan.md", "1h");
    }

    @ParameterizedTest
    @ValueSource(ints = {40_000, 36_000, 30_000, 8_000, 4_000, 3_000, 10})
    void the_text_keeps_within_its_room_as_far_as_something_may_give_way(int tokens) {
        var brief = within(tokens);

        if (tokens >= 4_000) {
            assertThat(Material.Room.estimate(brief.text())).isLessThanOrEqualTo(tokens);
        }
        assertThat(brief.text())
                .contains(MATTER.wish())
                .contains(ROLE.duties())
                .contains("- gate `unit`: tests (min 1)")
                .contains("1. [HIGH] app/f0.py:1 R0: head 0");
        assertThat(within(tokens)).isEqualTo(brief);
    }

    @Test
    void instructions_give_way_before_skills_and_the_last_before_the_first() {
        var whole = Material.Room.estimate(within(1_000_000).text());

        var one = within(whole - 1).text();
        assertThat(one)
                .contains("all of a", "whole second", "from b.instructions.md: about b")
                .doesNotContain("all of b");

        var skill = within(whole - 1_200);
        assertThat(skill.text())
                .contains("whole first", "about second Read it in `/scratch/skills/second.md`")
                .doesNotContain("all of a", "whole second");
        assertThat(skill.beside()).containsOnlyKeys("skills/second.md");
        assertThat(skill.beside().get("skills/second.md")).startsWith("whole second");
    }

    @Test
    void a_long_list_of_findings_says_how_many_there_are_and_where_they_all_are() {
        var brief = within(10);

        assertThat(brief.text())
                .contains("(10 of 60, shortened; all of them, whole, are in /scratch/findings.txt)")
                .contains("… and 190 more; ask git for them")
                .doesNotContain("advice 0");
        assertThat(brief.beside().get("findings.txt")).contains("R59: head 59", "mend: advice 59");
    }
}
