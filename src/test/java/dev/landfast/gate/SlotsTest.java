package dev.landfast.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SlotsTest {

    private final Slots slots = new Slots(1);
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    @Timeout(10)
    void the_most_urgent_is_next_and_of_those_the_one_that_has_waited_longest() throws Exception {
        slots.take(Turn.USUAL);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = List.of(Turn.AHEAD, Turn.USUAL, Turn.FIRST, Turn.USUAL);
            for (var i = 0; i < asked.size(); i++) {
                var name = asked.get(i) + " " + i;
                var turn = asked.get(i);
                executor.submit(() -> {
                    slots.take(turn);
                    order.add(name);
                    slots.give();
                    return null;
                });
                var queued = i + 1;
                until(queued);
            }
            slots.give();
        }
        assertThat(order).containsExactly("FIRST 2", "USUAL 1", "USUAL 3", "AHEAD 0");
    }

    @Test
    @Timeout(10)
    void one_that_gives_up_leaves_its_turn_to_the_next() throws Exception {
        slots.take(Turn.USUAL);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    executor.submit(() -> {
                        slots.take(Turn.FIRST);
                        return null;
                    });
            until(1);
            var second =
                    executor.submit(() -> {
                        slots.take(Turn.USUAL);
                        order.add("second");
                        slots.give();
                        return null;
                    });
            until(2);
            first.cancel(true);
            until(1);
            slots.give();
            second.get();
        }
        assertThat(order).containsExactly("second");
    }

    private void until(int waiting) {
        while (slots.waiting() != waiting) {
            Thread.yield();
        }
    }
}
