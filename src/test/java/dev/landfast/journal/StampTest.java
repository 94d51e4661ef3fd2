package dev.landfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampTest {

    @Test
    void writes_and_reads_what_an_instant_itself_does() {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++) {
            var second = random.nextLong(-70_000_000_000L, 300_000_000_000L);
            var nano =
                    switch (i % 4) {
                        case 0 -> 0L;
                        case 1 -> random.nextInt(1000) * 1_000_000L;
                        case 2 -> random.nextInt(1_000_000) * 1000L;
                        default -> random.nextInt(1_000_000_000);
                    };
            var instant = Instant.ofEpochSecond(second, nano);
            assertThat(Stamp.text(instant)).isEqualTo(instant.toString());
            assertThat(Stamp.of(instant.toString())).isEqualTo(instant);
        }
    }

    @Test
    void takes_the_forms_that_only_the_general_reader_knows() {
        for (var text : new String[] {"2026-11-20T24:00:00Z", "2026-11-20T12:00:00+01:00"}) {
            assertThat(Stamp.of(text)).isEqualTo(Instant.parse(text));
        }
    }

    @Test
    void refuses_what_is_no_instant() {
        for (var text :
                new String[] {
                    "", "2026-02-30T12:00:00Z", "2026-13-01T12:00:00.000Z", "2026-11-20T12:00:00"
                }) {
            assertThatThrownBy(() -> Stamp.of(text)).isInstanceOf(DateTimeParseException.class);
        }
    }
}
