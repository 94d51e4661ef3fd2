package dev.landfast.gate;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RehearsalTest {

    /// In the command line its failure is left to what it rehearses; here it must not hide.
    @Test
    void it_goes_through_what_verdicts_go_through() {
        assertThatCode(Rehearsal::run).doesNotThrowAnyException();
    }
}
