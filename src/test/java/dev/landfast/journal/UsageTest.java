package dev.landfast.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Usage.Basis;
import org.junit.jupiter.api.Test;

class UsageTest {

    private static Usage usage(String model, double cost, Basis basis) {
        return new Usage(model, 100, 10, cost, basis);
    }

    @Test
    void two_attempts_cost_what_each_of_them_did() {
        var both = usage("a", 0.5, Basis.REPORTED).plus(usage("b", 0.25, Basis.PRICED));
        assertThat(both).isEqualTo(new Usage("a, b", 200, 20, 0.75, Basis.PRICED));
    }

    @Test
    void the_sum_with_something_unknown_is_unknown() {
        var both = usage("a", 0, Basis.UNKNOWN).plus(usage("a", 0.25, Basis.REPORTED));
        assertThat(both.basis()).isEqualTo(Basis.UNKNOWN);
        assertThat(both.model()).isEqualTo("a");
    }
}
