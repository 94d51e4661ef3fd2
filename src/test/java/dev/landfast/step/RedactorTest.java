package dev.landfast.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Artifact;
import dev.landfast.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

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

    private static final String ODD = "p\"a\\ü/ss<w>\nrd";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonMapper ASCII =
            JsonMapper.builder(
                            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
                    .build();

    /// As it is, within JSON, and within JSON that is a text of JSON, as tool calls are.
    private static List<String> spelled(String value) {
        var all = new ArrayList<>(List.of(value));
        for (var json : List.of(JSON, ASCII)) {
            var once = json.writeValueAsString(Map.of("said", "it is " + value));
            all.add(once);
            all.add(json.writeValueAsString(Map.of("arguments", once)));
        }
        all.add("{'said': 'p\\\"a\\\\\\u00fc\\/ss<w>\\nrd'}");
        all.add("{'said': 'p\\\"a\\\\ü/ss\\u003cw\\u003e\\nrd'}");
        return all;
    }

    @Test
    void it_is_found_however_it_is_spelled_in_json() {
        var redactor = new Redactor(Map.of("ODD", ODD));

        assertThat(spelled(ODD))
                .allSatisfy(text ->
                        assertThat(redactor.text(text))
                                .contains("[ODD]")
                                .doesNotContain("rd'")
                                .doesNotContain("p\\"));
    }

    @Test
    void in_a_log_it_is_blotted_out_wherever_a_read_ends_and_the_rest_stays_in_its_place()
            throws IOException {
        var redactor = new Redactor(Map.of("ODD", ODD));
        for (var text : spelled(ODD)) {
            var length = text.getBytes(StandardCharsets.UTF_8).length;
            for (var before = (64 << 10) - length - 1; before <= (64 << 10) + 1; before++) {
                var file = temp.resolve("log");
                Files.writeString(file, "x".repeat(before) + text + text + "\nend");
                var size = Files.size(file);

                redactor.blot(file);

                assertThat(redactor.text(Files.readString(file))).isEqualTo(Files.readString(file));
                assertThat(Files.readString(file)).endsWith("\nend").contains("*****");
                assertThat(Files.size(file)).isEqualTo(size);
            }
        }
    }

    @Test
    void who_a_proxy_lets_in_is_nobody_elses_business() {
        var redactor =
                Redactor.in(
                        Map.of("https_proxy", "http://me:s%40fe%20word@proxy.example:3128"),
                        Map.of());

        assertThat(redactor.text("via http://me:s%40fe%20word@proxy.example:3128, s@fe word"))
                .isEqualTo(
                        "via http://[https_proxy login]@proxy.example:3128,"
                                + " [https_proxy plain password]");
        assertThat(redactor.text("Basic bWU6c0BmZSB3b3Jk"))
                .isEqualTo("Basic [https_proxy encoded login]");
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
