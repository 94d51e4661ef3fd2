package dev.landfast.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.check.BuiltIn;
import dev.landfast.step.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The data files say what the parser, the schema and the executors agree on.
class KindsTest {

    private static final Set<String> TYPES =
            Set.of(
                    "text",
                    "name",
                    "path",
                    "paths",
                    "texts",
                    "integer",
                    "number",
                    "share",
                    "boolean",
                    "duration",
                    "choice",
                    "role",
                    "gate",
                    "loop",
                    "step",
                    "steps",
                    "condition",
                    "command",
                    "map",
                    "any");

    @Test
    void every_setting_has_a_type_that_exists_and_a_sentence_about_it() {
        var all = new ArrayList<>(Kinds.steps().values());
        all.addAll(Kinds.checks().values());
        for (var kind : all) {
            assertThat(kind.about()).as(kind.name()).isNotBlank();
            kind.keys().forEach((name, key) -> described(kind.name() + "." + name, key));
        }
        Kinds.steps().values().forEach(kind -> described(kind.name(), kind.value()));
    }

    private static void described(String name, Kind.Key key) {
        assertThat(key.type()).as(name).isIn(TYPES);
        assertThat(key.about()).as(name).isNotBlank();
        assertThat(key.type().equals("choice")).as(name).isEqualTo(isChoice(key));
        key.keys().forEach((inner, said) -> described(name + "." + inner, said));
    }

    private static boolean isChoice(Kind.Key key) {
        return key.type().equals("choice") && !key.range().choices().isEmpty();
    }

    @Test
    void no_setting_is_called_like_a_kind_or_a_common_key() {
        var taken = new HashSet<>(Kinds.steps().keySet());
        taken.addAll(StepReader.STRUCTURE);
        taken.addAll(Kinds.structure("head").keySet());
        taken.addAll(Kinds.structure("companions").keySet());
        for (var kind : Kinds.steps().values()) {
            assertThat(kind.keys().keySet()).as(kind.name()).doesNotContainAnyElementsOf(taken);
            assertThat(Kinds.structure("companions").keySet())
                    .as(kind.name())
                    .containsAll(kind.traits().companions());
        }
    }

    @Test
    void whatever_a_built_kind_understands_is_acted_on_or_said_to_come_later() throws IOException {
        var code = new StringBuilder();
        try (var files = Files.walk(Path.of("src/main/java/dev/landfast"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (!file.toString().contains("/definition/")) {
                    code.append(Files.readString(file));
                }
            }
        }
        for (var name : StepKinds.available()) {
            var kind = Objects.requireNonNull(Kinds.steps().get(name), name);
            var silent =
                    kind.keys().keySet().stream()
                            .filter(key -> !kind.traits().later().contains(key))
                            .filter(key -> code.indexOf('"' + key + '"') < 0)
                            .toList();
            assertThat(silent).as(name).isEmpty();
            assertThat(kind.keys().keySet()).as(name).containsAll(kind.traits().later());
        }
    }

    @Test
    void every_check_that_can_be_run_is_explained_and_no_other() {
        assertThat(Explanation.all().keySet())
                .containsExactlyInAnyOrderElementsOf(BuiltIn.checks().known().keySet());
    }

    @Test
    void a_bare_value_stands_for_a_threshold_that_exists() {
        for (var check : Kinds.checks().values()) {
            Kinds.threshold(check.name())
                    .ifPresent(name -> assertThat(check.keys()).as(check.name()).containsKey(name));
        }
    }

    @Test
    void whatever_a_check_understands_can_be_written() {
        var common = Kinds.structure("check").keySet();
        BuiltIn.checks()
                .known()
                .forEach((name, settings) -> {
                    var known = new HashSet<>(common);
                    var check = Objects.requireNonNull(Kinds.checks().get(name), name);
                    known.addAll(check.keys().keySet());
                    assertThat(known).as(name).containsAll(settings);
                });
    }

    @Test
    void what_later_steps_look_up_is_not_hidden_by_the_outcome() {
        List<String> outputs =
                Kinds.steps().values().stream()
                        .flatMap(kind -> kind.traits().outputs().stream())
                        .flatMap(Set::stream)
                        .toList();

        assertThat(outputs).doesNotContain("outcome");
    }
}
