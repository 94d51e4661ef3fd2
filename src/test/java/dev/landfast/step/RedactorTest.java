package dev.landfast.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Artifact;
import dev.landfast.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactorTest {

    private static final Map<String, String> VALUES =
            Map.of("KEY", "sk-abcdef", "LONG", "sk-abcdef-ghi", "WORD", "yes", "NAME", "grüße!");

    @TempDir Path temp;

    @Test
    void a_value_is_replaced_by_its_name_and_the_longer_one_first() {
        var redactor = new Redactor(VALUES);

        assertThat(redactor.text("a sk-abcdef, sk-abcdef-ghi; yes, grüße!"))
                .isEqualTo("a [KEY], [LONG]; yes, [NAME]");
        assertThat(redactor.text("sk-abcde")).isEqualTo("sk-abcde");
    }

    @Test
    void it_is_found_wherever_a_block_ends() throws IOException {
        var redactor = new Redactor(VALUES);
        for (var before = (64 << 10) - 15; before <= (64 << 10) + 1; before++) {
            var file =
                    Files.writeString(temp.resolve("log"), "x".repeat(before) + "sk-abcdef-ghi.");
            try (var journal = Journal.open(temp.resolve("state"), Clock.systemUTC())) {
                Artifact kept = redactor.kept(journal.artifacts(), "log", file);
                var text = new String(journal.artifacts().read(kept), StandardCharsets.UTF_8);
                assertThat(text).endsWith("x[LONG].").hasSize(before + 7);
            }
        }
    }
}
