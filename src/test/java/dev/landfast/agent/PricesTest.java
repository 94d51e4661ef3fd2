package dev.landfast.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import dev.landfast.journal.Usage.Basis;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricesTest {

    private static final Tokens MILLIONS = new Tokens(3_000_000, 1_000_000, 1_000_000, 1_000_000);

    private static Prices table(Map<String, Object> price) {
        return Prices.shipped().with(Map.of("models", Map.of("made-up-*", price)));
    }

    @Test
    void the_dearest_line_bounds_what_any_input_costs() {
        var prices = table(Map.of("input", 100, "cache-write", 200, "output", 800));
        assertThat(prices.most(1_000_000)).isEqualTo(200);
    }

    @Test
    void each_kind_of_token_has_its_price() {
        var prices = table(Map.of("input", 1, "cached-input", 0.5, "cache-write", 2, "output", 8));
        var priced = prices.priced(Usage.unpriced("made-up-1", MILLIONS));

        assertThat(priced.basis()).isEqualTo(Basis.PRICED);
        assertThat(priced.cost()).isCloseTo(11.5, within(1e-9));
    }

    @Test
    void a_model_that_is_not_in_the_table_has_no_price_and_costs_not_nothing() {
        var used = Usage.unpriced("nobody-knows", MILLIONS);
        assertThat(Prices.shipped().priced(used))
                .isEqualTo(new Usage("nobody-knows", MILLIONS, 0, Basis.UNKNOWN));
        assertThat(used.known()).isFalse();
    }

    @Test
    void a_part_stays_a_part_and_several_models_have_no_price_together() {
        var prices = table(Map.of("input", 1, "output", 8));
        var used = Usage.unpriced("made-up-1", Tokens.of(10, 1));
        var more = used.plus(Usage.unknown(""));

        assertThat(prices.priced(used.andMore()).known()).isFalse();
        assertThat(prices.priced(more)).isEqualTo(more);
        assertThat(prices.priced(used.plus(Usage.unpriced("made-up-2", Tokens.of(1, 1)))).basis())
                .isEqualTo(Basis.UNKNOWN);
    }

    @Test
    void a_kind_of_token_without_a_price_leaves_the_cost_unknown() {
        var prices = table(Map.of("input", 1, "output", 8));
        assertThat(prices.priced(Usage.unpriced("made-up-1", MILLIONS)).known()).isFalse();
        assertThat(prices.priced(Usage.unpriced("made-up-1", Tokens.of(10, 1))).known()).isTrue();
    }

    @Test
    void without_a_count_of_tokens_there_is_nothing_to_price() {
        assertThat(table(Map.of("input", 1)).priced(Usage.unknown("made-up-1")).known()).isFalse();
    }

    @Test
    void a_reported_cost_counts_unless_the_table_is_preferred() {
        var prices = table(Map.of("input", 1, "cached-input", 1, "cache-write", 1, "output", 1));
        var reported = Usage.reported("made-up-1", MILLIONS, 3);

        assertThat(prices.priced(reported)).isEqualTo(reported);
        assertThat(prices.with(Map.of("prefer", "listed")).priced(reported).cost()).isEqualTo(4);
    }

    @Test
    void the_longest_name_wins_and_a_name_without_a_star_stands_for_itself() {
        var prices =
                Prices.shipped()
                        .with(
                                Map.of(
                                        "models",
                                        Map.of(
                                                "a-*", Map.of("input", 1),
                                                "a-b*", Map.of("input", 2),
                                                "a-b-c", Map.of("input", 3))));
        assertThat(prices.of("a-x").orElseThrow().input()).contains(1.0);
        assertThat(prices.of("a-b-d").orElseThrow().input()).contains(2.0);
        assertThat(prices.of("a-b-c").orElseThrow().input()).contains(3.0);
        assertThat(prices.of("gpt-5").orElseThrow().asOf()).matches("20[0-9]{2}-[0-9]{2}");
        assertThat(prices.of("gpt-5-of-another-kind")).isEmpty();
    }

    @Test
    void a_price_that_is_no_amount_is_refused() {
        assertThatThrownBy(() -> table(Map.of("input", "cheap")))
                .hasMessageContaining("'input' is cheap");
    }
}
