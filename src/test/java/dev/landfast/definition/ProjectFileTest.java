package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {

    @Test
    void a_file_of_comments_says_nothing() {
        assertThat(ProjectFile.parse("# all detected\n", "landfast.yaml").values()).isEmpty();
        assertThat(ProjectFile.parse("", "landfast.yaml").values()).isEmpty();
    }

    @Test
    void settings_are_typed_and_one_path_is_a_list_of_one() {
        var settings =
                ProjectFile.parse(
                        """
                        source: app
                        agents: { default: { command: [./agent.sh] }, reviewer: human }
                        health: { start: "serve {port}", path: /health, within: 20s }
                        gates: { unit: { coverage: 90, types: off } }
                        """,
                        "landfast.yaml");

        assertThat(settings.texts("source")).containsExactly("app");
        assertThat(settings.map("gates").map("unit").values())
                .isEqualTo(Map.of("coverage", Map.of("lines", 90L), "types", "off"));
    }

    @Test
    void a_project_replaces_thresholds_and_leaves_checks_out() {
        var settings =
                ProjectFile.parse(
                        "gates: { unit: { coverage: 90, types: off } }\n", "landfast.yaml");
        var gates = Definitions.builtin("feature").orElseThrow().gates();
        var gate = Objects.requireNonNull(gates.get("unit"));

        var applied = ProjectFile.applied(gate, settings);

        assertThat(applied.checks())
                .extracting(Workflow.Check::name)
                .contains("tests")
                .doesNotContain("types");
        assertThat(applied.checks())
                .filteredOn(check -> check.name().equals("coverage"))
                .singleElement()
                .satisfies(check -> assertThat(check.with().number("lines")).contains(90.0));
    }

    @Test
    void what_is_no_price_is_said_with_its_place() {
        var text =
                """
                prices:
                  models:
                    made-up-*: { as-of: 2026-10, input: 1, output: 2 }
                    other:
                      input: -3
                      ouput: 2
                """;
        assertThatThrownBy(() -> ProjectFile.parse(text, "landfast.yaml"))
                .isInstanceOfSatisfying(
                        DefinitionException.class,
                        e ->
                                assertThat(e.problems())
                                        .extracting(p -> p.position().toString())
                                        .containsExactly(
                                                "landfast.yaml:5:14", "landfast.yaml:6:7"));
    }

    @Test
    void an_attempt_that_may_cost_more_than_a_day_is_refused() {
        assertThatThrownBy(() ->
                        ProjectFile.parse("budgets: { attempt: 5, day: 2 }\n", "landfast.yaml"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("landfast.yaml:1:21");
    }

    @Test
    void of_two_commits_the_stricter_settings_count() {
        var before = ProjectFile.parse("gates: { unit: { coverage: 90 } }\n", "landfast.yaml");
        var now =
                ProjectFile.parse(
                        "gates: { unit: { coverage: off, types: off } }\n", "landfast.yaml");
        var gate =
                Objects.requireNonNull(
                        Definitions.builtin("feature").orElseThrow().gates().get("unit"));

        var both = ProjectFile.strictest(gate, List.of(now, before)).checks();

        assertThat(both)
                .hasSameSizeAs(gate.checks())
                .extracting(Workflow.Check::name)
                .contains("types");
        assertThat(both)
                .filteredOn(check -> check.name().equals("coverage"))
                .singleElement()
                .satisfies(check -> assertThat(check.with().number("lines")).contains(90.0));
        var differing =
                List.of(before, ProjectFile.parse("gates: { unit: { coverage: 70 } }\n", "x"));
        assertThat(ProjectFile.strictest(gate, differing).checks())
                .filteredOn(check -> check.name().equals("coverage"))
                .extracting(check -> check.with().number("lines").orElseThrow())
                .containsExactly(90.0, 70.0);
    }

    @Test
    void a_project_adds_checks_to_a_gate_and_every_commit_that_adds_one_counts() {
        var gate =
                Objects.requireNonNull(
                        Definitions.builtin("feature").orElseThrow().gates().get("final"));
        var before =
                ProjectFile.parse(
                        """
                        gates:
                          final:
                            checks:
                              - command:
                                  run: ./check-licences
                        """,
                        "landfast.yaml");
        var now =
                ProjectFile.parse(
                        "gates: { final: { checks: [ lint: { total: 0 } ], types: off } }\n",
                        "landfast.yaml");

        assertThat(ProjectFile.applied(gate, before).checks())
                .hasSize(gate.checks().size() + 1)
                .last()
                .satisfies(check -> assertThat(check.name()).isEqualTo("command"))
                .satisfies(check ->
                        assertThat(check.with().texts("run")).containsExactly("./check-licences"));
        assertThat(ProjectFile.strictest(gate, List.of(before, now, before)).checks())
                .extracting(Workflow.Check::name)
                .hasSize(gate.checks().size() + 2)
                .endsWith("command", "lint")
                .contains("types");
        assertThat(ProjectFile.commands(before))
                .isEqualTo(Map.of("final", List.of("./check-licences")));
        assertThat(ProjectFile.commands(now)).isEmpty();
    }

    @Test
    void a_check_that_is_added_is_read_like_any_other() {
        assertThatThrownBy(() ->
                        ProjectFile.parse("gates: { final: { checks: [ lnt ] } }\n", "l.yaml"))
                .hasMessageContaining("'lint'");
        assertThatThrownBy(
                        () -> ProjectFile.parse("gates: { final: { checks: lint } }\n", "l.yaml"))
                .hasMessageContaining("a list of checks");
        assertThatThrownBy(() ->
                        ProjectFile.parse(
                                "gates: { final: { checks: [ { command: { run: a } },"
                                        + " { command: { run: b } } ] } }\n",
                                "l.yaml"))
                .hasMessageContaining("twice");
    }

    @Test
    void a_mistake_has_its_place_and_the_nearest_word() {
        assertThatThrownBy(() -> ProjectFile.parse("source: app\nhealt: {}\n", "landfast.yaml"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("landfast.yaml:2:1")
                .hasMessageContaining("'health'");
        assertThatThrownBy(() ->
                        ProjectFile.parse("gates: { unit: { covrage: 3 } }\n", "landfast.yaml"))
                .hasMessageContaining("'coverage'");
        assertThatThrownBy(() -> ProjectFile.parse("- a\n- b\n", "landfast.yaml"))
                .isInstanceOf(DefinitionException.class);
        assertThatThrownBy(() -> ProjectFile.parse("push: sometimes\n", "landfast.yaml"))
                .hasMessageContaining("landfast.yaml:1:7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "LD_AUDIT",
                "DYLD_INSERT_LIBRARIES",
                "BASH_ENV",
                "PATH"
            })
    void a_variable_that_decides_what_is_loaded_is_refused_where_it_stands(String name) {
        assertThatThrownBy(() ->
                        ProjectFile.parse(
                                "environment:\n  A: b\n  " + name + ": ${path}/x\n",
                                "landfast.yaml"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("landfast.yaml:3:3")
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void what_only_a_user_of_a_setting_can_judge_is_reported_the_same_way() {
        assertThat(ProjectFile.wrong("agents", "is none", "write one").problems()).hasSize(1);
        assertThat(List.of(ProjectFile.NAME)).containsExactly("landfast.yaml");
    }
}
