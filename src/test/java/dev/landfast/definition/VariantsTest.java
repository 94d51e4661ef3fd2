package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantsTest {

    private static final Workflow FEATURE = Definitions.builtin("feature").orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "full,          '0,1,2,3,4,5,6,8,9,10,11,12,13'",
        "standard,      '1,2,3,4,5,6,8,9,10,11,12,13'",
        "standard-lite, '1,2,3,4,5,6,9,10,12,13'",
        "hotfix,        '1,2,4,5,6,9,10,12,13'",
        "tests,         '1,3,4,5,6,9,10,11,12,13'",
        "docs,          '1,2,4,5,6,9,10,11,12,13'"
    })
    void each_variant_of_feature_takes_the_steps_of_its_document(String variant, String labels) {
        var repairs = List.of("repair", "commit-repair");
        var certain =
                Steps.tasks(Variants.apply(FEATURE, variant))
                        .filter(task -> task.head().condition().isEmpty() || dependsOnProject(task))
                        .filter(task -> !repairs.contains(task.id()))
                        .flatMap(task -> task.head().label().stream());

        assertThat(certain).containsExactly(labels.split(",", -1));
    }

    private static boolean dependsOnProject(Step step) {
        return step.head()
                .condition()
                .filter(condition -> Expressions.text(condition).startsWith("project."))
                .isPresent();
    }

    @Test
    void a_tree_that_the_merge_changed_is_tested_again_in_every_variant() {
        var hotfix = Variants.apply(FEATURE, "hotfix");
        var condition = Steps.find(hotfix, "final").orElseThrow().head().condition().orElseThrow();

        assertThat(Expressions.text(condition)).isEqualTo("steps.conflicts.changed");
    }

    @Test
    void a_left_out_step_without_a_condition_of_its_own_never_runs() {
        var standard = Variants.apply(FEATURE, "standard");

        assertThat(Variants.isLeftOut(Steps.find(standard, "architecture").orElseThrow())).isTrue();
        assertThat(Variants.isLeftOut(Steps.find(standard, "implement").orElseThrow())).isFalse();
    }

    @Test
    void a_variant_changes_the_thresholds_it_names_and_no_others() {
        assertThat(coverage("hotfix")).isEqualTo(Map.of("lines", "no-decrease"));
        assertThat(coverage("standard")).isEqualTo(Map.of("lines", 80L));
    }

    private static Map<String, Object> coverage(String variant) {
        var gate = Optional.ofNullable(Variants.apply(FEATURE, variant).gates().get("unit"));
        return gate.orElseThrow().checks().stream()
                .filter(check -> check.name().equals("coverage"))
                .findFirst()
                .orElseThrow()
                .with()
                .values();
    }

    @Test
    void the_default_is_taken_when_nobody_chooses() {
        assertThat(Variants.choose(FEATURE, Map.of())).contains("standard");
    }

    @Test
    void a_parameter_can_choose_the_variant() {
        var release = Definitions.builtin("release").orElseThrow();
        var given = Map.<String, Object>of("spec", "specs/a.md", "component", "a");
        var checked = Params.check(release, given);

        assertThat(Variants.choose(release, checked.values())).contains("staging");
        assertThat(Variants.choose(release, Map.of("target", "production"))).contains("production");
    }

    @Test
    void an_unknown_variant_is_refused_with_the_nearest_one() {
        assertThatThrownBy(() -> Variants.apply(FEATURE, "hotfx"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("did you mean 'hotfix'?");
    }

    @ParameterizedTest
    @CsvSource({
        "Fix the crash in checkout, hotfix",
        "Redesign the schema of orders, full",
        "Add tests for the parser, tests",
        "Update the README, docs",
        "Let customers cancel an order, standard",
        "Prefix every order number, standard"
    })
    void words_of_a_description_propose_a_variant(String description, String expected) {
        var proposal = Variants.propose(FEATURE, description).orElseThrow();

        assertThat(proposal.variant()).isEqualTo(expected);
        assertThat(proposal.reason()).isNotBlank();
    }
}
