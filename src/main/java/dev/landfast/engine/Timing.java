package dev.landfast.engine;

import dev.landfast.definition.Config;
import dev.landfast.definition.Durations;
import dev.landfast.definition.Step;
import dev.landfast.journal.StepKey;
import java.time.Duration;

/// The keys and lengths of the timers that the decider sets.
final class Timing {

    /// The class of environment failure that a step's own time limit amounts to.
    static final String TIMEOUT = "timeout";

    /// Begins the class of an environment failure that is over at a moment which was named for it.
    private static final String PARKED = "!parked ";

    /// One whose moment had passed when it was reported.
    private static final String OVERDUE = "!overdue ";

    /// The class of what waits until attempts of other runs have ended.
    static final String BUSY = "busy";

    /// A run's wall clock.
    static final String WALL = "!wall";

    private Timing() {}

    /// The class of an environment failure for whose end a moment was named.
    static String named(String kind, boolean ahead) {
        return (ahead ? PARKED : OVERDUE) + kind;
    }

    static boolean isParked(String block) {
        return block.startsWith(PARKED);
    }

    static boolean isOverdue(String block) {
        return block.startsWith(OVERDUE);
    }

    /// Whether it waits for others: those end, whatever it does, and each within its time.
    static boolean isBusy(String block) {
        return block.equals(PARKED + BUSY);
    }

    /// The class without a word on its moment.
    static String kind(String block) {
        return isOverdue(block) ? block.substring(OVERDUE.length()) : block;
    }

    static StepKey backoff(StepKey failed) {
        return new StepKey(Paths.aside(failed.path(), "backoff"), failed.attempt());
    }

    /// Whether a timer holds a step back that is tried again.
    static boolean isDelay(StepKey timer) {
        return timer.path().endsWith("!backoff");
    }

    /// @param resumed an attempt that goes on after waiting has its whole time again
    static StepKey timeout(StepKey key, int resumed) {
        var name = resumed == 0 ? TIMEOUT : TIMEOUT + resumed;
        return new StepKey(Paths.aside(key.path(), name), key.attempt());
    }

    /// A step that lets time pass is a timer and nothing else.
    static Command wait(StepKey key, Step.Task task, Config value) {
        var text = value.map(CoreKinds.WAIT).text("for").or(() -> value.text(CoreKinds.WAIT));
        var length = text.flatMap(Durations::parse).orElse(Duration.ZERO);
        return new Command.SetTimer(key, length, task.id());
    }

    /// When a step that waits asks again for the n-th time.
    static StepKey ask(StepKey waiting, int n) {
        return new StepKey(Paths.aside(waiting.path(), "ask" + n), waiting.attempt());
    }

    static Duration every(Step.Task task) {
        return task.with().text("every").flatMap(Durations::parse).orElse(Duration.ofHours(1));
    }

    /// When what a person approved no longer counts.
    static StepKey expiry(StepKey approved) {
        return new StepKey(Paths.aside(approved.path(), "expires"), approved.attempt());
    }

    static boolean timedOut(Facts facts, StepKey key) {
        return facts.leaf(key.path()).now() instanceof NodeState.Running run
                && fired(facts, timeout(key, run.resumed()));
    }

    static boolean fired(Facts facts, StepKey key) {
        var timer = facts.timers().get(key);
        return timer != null && timer.fired();
    }

    /// `base * factor^n`, spread by up to a quarter, at most the cap. The spread comes from the run
    /// and the key, so that a replay waits as long as the run did.
    ///
    /// @param retry counts from 1
    static Duration delay(Step.Retry policy, int retry, String seed) {
        var plain = policy.base().toMillis() * Math.pow(policy.factor(), retry - 1.0);
        var unit = (spread(seed) & 0xFFFF) / (double) 0xFFFF;
        var millis = plain * (0.75 + unit / 2);
        return Duration.ofMillis(Math.min(policy.cap().toMillis(), Math.round(millis)));
    }

    /// FNV-1a with a final mix: stable over releases, unlike `hashCode` by contract.
    private static long spread(String seed) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < seed.length(); i++) {
            hash = (hash ^ seed.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
