package dev.landfast.agent.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionsTest {

    private static Instructions of(String applyTo) {
        var text = "---\napplyTo: " + applyTo + "\ndescription: d\n---\nDo so.\n";
        return new Instructions(
                new Files(Map.of(".github/instructions/a/x.instructions.md", text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"**/*.py\"' | src/a.py | true",
                "'\"**/*.py\"' | a.py | true",
                "'\"*.py\"' | src/a.py | false",
                "'\"*.py\"' | a.py | true",
                "'\"src/**\"' | src/deep/down.txt | true",
                "'\"src/**\"' | tests/a.py | false",
                "'\"src/*.py, tests/**/*.py\"' | tests/unit/a.py | true",
                "'\"**/*.{ts,tsx}\"' | ui/a.tsx | true",
                "'\"**/*.{ts,tsx}\"' | ui/a.py | false",
                "'[\"docs/**\", \"*.md\"]' | README.md | true",
                "'\"**/models/**/*.py\"' | app/models/user.py | true",
                "'\"app/[x](a+)+.py\"' | app/x.py | false",
                "'\"./app/?.py\"' | app/x.py | true",
                "'\"**\"' | anything/at.all | true"
            })
    void they_are_about_the_files_that_their_patterns_take(
            String applyTo, String file, boolean applies) {
        assertThat(of(applyTo).of(List.of(file))).hasSize(applies ? 1 : 0);
    }

    @Test
    void where_no_file_is_known_only_what_is_about_all_applies() {
        assertThat(of("\"**\"").of(List.of())).hasSize(1);
        assertThat(of("\"**/*\"").of(List.of())).hasSize(1);
        assertThat(of("\"**/*.py\"").of(List.of())).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_left_out_and_remarked() {
        assertThat(of("").of(List.of("a.py"))).isEmpty();
        assertThat(Instructions.remarks("---\ndescription: d\n---\nx", "x.instructions.md"))
                .extracting(Remark::what)
                .containsExactly("it has no applyTo");
        assertThat(Instructions.remarks("x", "x.instructions.md")).anyMatch(Remark::mistake);
    }
}
