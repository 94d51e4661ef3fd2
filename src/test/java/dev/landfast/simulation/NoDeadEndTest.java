package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.journal.Event.End;
import dev.landfast.simulation.Setup.Temper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Walks what a run can come to: at every step of every definition, those included that only begin
/// after another went wrong, everything that can happen there, once and for good, with people who
/// mend what is wrong and with people who mend nothing. Whoever then does what is printed first
/// comes to done or cancelled, and is never told twice to do what led nowhere.
///
/// The simulator checks at every rest that something is suggested, that it leads on, and that the
/// same suggestion does not come back in the same situation.
class NoDeadEndTest {

    private static final List<String> WORK =
            List.of(
                    "fail",
                    "escalate",
                    "conditional",
                    "disk-full",
                    "network",
                    "parked",
                    "waiting",
                    "lost",
                    "broken",
                    "cancel",
                    "pause",
                    "moved");
    private static final List<String> PEOPLE = List.of("reject", "outdated", "expired");

    /// One case in so many in every build; `./dev states` walks all.
    private static final int STRIDE = 23;

    private final List<String> wrong = new ArrayList<>();
    private int all;
    private int walked;
    private int late;

    @Test
    void the_next_command_leads_to_done_or_cancelled() {
        walk(STRIDE);

        assertThat(wrong).isEmpty();
        assertThat(walked).isGreaterThan(400);
        assertThat(late).as("steps that begin only after something went wrong").isGreaterThan(200);
    }

    @Test
    @Tag("long")
    void the_next_command_leads_to_done_or_cancelled_wherever_a_run_can_come() {
        walk(1);

        assertThat(wrong).isEmpty();
    }

    private void walk(int stride) {
        Plans.all()
                .forEach((name, workflow) -> {
                    var reach = Reach.of(workflow);
                    for (var place : reach.places()) {
                        late += place.before().isEmpty() ? 0 : 1;
                        for (var word : place.asks() ? PEOPLE : WORK) {
                            place.scripts(word)
                                    .filter(_ -> all++ % stride == 0)
                                    .forEach(script -> everybody(name, reach, script));
                        }
                    }
                });
        System.out.printf(
                "walked %d of %d cases; %d steps begin only after something went wrong%n",
                walked, all, late);
        wrong.stream().limit(40).forEach(System.out::println);
    }

    private void everybody(String name, Reach reach, List<String> script) {
        walked++;
        follow(name, reach, script, Temper.HELPFUL, 1);
        follow(name, reach, script, Temper.USELESS, 1);
        follow(name, reach, script, Temper.USELESS, 2);
    }

    private void follow(String name, Reach reach, List<String> script, Temper temper, long seed) {
        var result = reach.run(script, temper, seed);
        var led = result.end().filter(e -> e == End.DONE || e == End.CANCELLED).isPresent();
        var unknown = reach.unknown(result);
        if (!led || result.violation().isPresent() || !unknown.isEmpty()) {
            var what = script.stream().map(NoDeadEndTest::inShort).toList();
            wrong.add(
                    "%s %s %s %d: %s %s, nobody knew of %s"
                            .formatted(
                                    name,
                                    what,
                                    temper,
                                    seed,
                                    result.end(),
                                    result.violation().map(String::valueOf).orElse(""),
                                    unknown));
        }
    }

    private static String inShort(String event) {
        return event.length() > 60 ? event.substring(0, 60) : event;
    }
}
