package dev.landfast.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Usage.Basis;
import org.junit.jupiter.api.Test;

class UsageTest {

    private static Usage usage(String model, double cost, Basis basis) {
        return new Usage(model, Tokens.of(100, 10), cost, basis);
    }

    @Test
    void two_attempts_cost_what_each_of_them_did() {
        var both = usage("a", 0.5, Basis.REPORTED).plus(usage("b", 0.25, Basis.PRICED));
        assertThat(both).isEqualTo(new Usage("a, b", Tokens.of(200, 20), 0.75, Basis.PRICED));
        assertThat(both.plus(both).model()).isEqualTo("a, b");
        assertThat(Usage.NOTHING.plus(both)).isEqualTo(both);
    }

    @Test
    void the_sum_with_something_unknown_is_unknown() {
        var both = usage("a", 0, Basis.UNKNOWN).plus(usage("a", 0.25, Basis.REPORTED));
        assertThat(both.basis()).isEqualTo(Basis.UNKNOWN);
        assertThat(both.model()).isEqualTo("a");
    }

    @Test
    void what_a_cache_is_counted_beside_is_input_too() {
        var tokens = Tokens.apart(10, 200, 30, 5);
        assertThat(tokens).isEqualTo(new Tokens(240, 200, 30, 5));
        assertThat(tokens.fresh()).isEqualTo(10);
    }

    @Test
    void of_a_session_that_goes_on_only_what_is_new_is_used() {
        var first = Usage.reported("m", new Tokens(100, 40, 0, 10), 0.5);
        var second = Usage.reported("m", new Tokens(250, 140, 0, 30), 0.75);
        assertThat(second.since(first))
                .isEqualTo(Usage.reported("m", new Tokens(150, 100, 0, 20), 0.25));
        assertThat(first.since(Usage.NOTHING)).isEqualTo(first);
    }

    @Test
    void a_counter_that_fell_began_anew() {
        var before = Usage.reported("m", Tokens.of(100, 10), 0.5);
        var after = Usage.reported("m", Tokens.of(60, 20), 0.3);
        assertThat(after.since(before)).isEqualTo(after);
    }

    @Test
    void after_a_total_of_unknown_cost_the_rest_is_unknown_too() {
        var before = Usage.unpriced("m", Tokens.of(100, 10));
        var after = Usage.reported("m", Tokens.of(160, 20), 0.3);
        assertThat(after.since(before).known()).isFalse();
    }
}
