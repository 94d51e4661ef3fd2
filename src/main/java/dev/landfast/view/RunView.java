package dev.landfast.view;

import dev.landfast.journal.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything a reader may want to know about a run, at one moment.
///
/// @param steps in the order of the definition, loops with the steps of their newest round
public record RunView(
        About about, Standing standing, List<StepView> steps, Proof proof, Cost cost) {

    public RunView {
        steps = List.copyOf(steps);
    }

    /// What the run is, fixed when it started.
    ///
    /// @param wish what was asked for, in the requester's words
    /// @param pin what it follows
    public record About(String id, String name, String wish, Pin pin) {}

    /// What a run follows, whatever happens to the files it came from.
    ///
    /// @param definition SHA-256 of the definition's text
    /// @param base the commit whose definitions, thresholds and configuration count
    public record Pin(String workflow, String variant, String definition, String base) {}

    /// Where the run stands.
    ///
    /// @param word such as `running`, `waiting`, `done`, `escalated`
    /// @param exit the exit code of a command that follows the run to here
    /// @param why why it stopped or what it waits for; empty when it gets on
    /// @param next what a person can type, the most promising first
    public record Standing(String word, int exit, String why, List<Next> next, Times times) {

        public Standing {
            next = List.copyOf(next);
        }
    }

    /// Something a person can type to get the run on.
    ///
    /// @param command the whole command
    /// @param why what it does or needs, one sentence
    public record Next(String command, String why) {}

    /// @param updated when the run last got on
    public record Times(Instant started, Instant updated) {

        public Duration took() {
            return Duration.between(started, updated);
        }
    }

    /// A step and how far it has come.
    ///
    /// @param path with the round of each loop: `quality.2/unit`
    /// @param label the number the source document gives it; empty when it gives none
    public record StepView(String path, String label, int depth, State state, Duration took) {

        public String id() {
            var last = path.substring(path.lastIndexOf('/') + 1);
            return last.replaceFirst("\\.[0-9]+$", "");
        }
    }

    /// @param status in lower case, such as `passed`, `left-out`
    /// @param attempts of a task; 0 for structure
    /// @param round of a loop, 0 for everything else
    public record State(String status, int attempts, int round) {}

    /// What the gates said and what came of it.
    ///
    /// @param gates every verdict in the order in which it was reached
    /// @param findings of the newest failure
    /// @param waived what persons took responsibility for
    /// @param comments what persons remarked on the change
    public record Proof(
            List<GateView> gates,
            List<Finding> findings,
            List<Waiver> waived,
            List<Comment> comments,
            Optional<Landing> landing) {

        public Proof {
            gates = List.copyOf(gates);
            findings = List.copyOf(findings);
            waived = List.copyOf(waived);
            comments = List.copyOf(comments);
        }

        /// The newest verdict of each gate step, in order.
        public List<GateView> latest() {
            var latest = new LinkedHashMap<String, GateView>();
            for (var gate : gates) {
                latest.remove(gate.step());
                latest.put(gate.step(), gate);
            }
            return List.copyOf(latest.values());
        }
    }

    /// One verdict with its evidence.
    ///
    /// @param key the attempt, `quality.2/unit@1`
    /// @param report as the gate wrote it, schema `gate-report/1`
    public record GateView(String key, String verdict, Map<String, Object> report) {

        public GateView {
            report = Collections.unmodifiableMap(new LinkedHashMap<>(report));
        }

        /// What its verdict leaves out because a person took responsibility for it.
        Set<String> waived() {
            return each(report.get("checks"))
                    .flatMap(check -> each(check.get("waived")))
                    .map(waiver -> String.valueOf(waiver.get("subject")))
                    .collect(Collectors.toSet());
        }

        private static Stream<Map<?, ?>> each(@Nullable Object list) {
            return list instanceof List<?> all
                    ? all.stream().filter(Map.class::isInstance).map(one -> (Map<?, ?>) one)
                    : Stream.of();
        }

        /// The id of the gate step.
        public String step() {
            var path = key.substring(0, key.lastIndexOf('@'));
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /// What was put on the base.
    ///
    /// @param candidate the commit that was tested
    /// @param commit the landing commit
    public record Landing(String candidate, String commit, Optional<String> remote) {}

    /// @param who the person
    /// @param used whether a verdict rests on it
    public record Waiver(String subject, String commit, String reason, String who, boolean used) {}

    /// @param number by which the journal knows it
    /// @param place file and line
    /// @param told whose repair was told
    public record Comment(long number, String place, String text, String who, Told told) {

        Comment taken(String round) {
            return new Comment(number, place, text, who, new Told(round, false));
        }

        /// What is begun in a round that has taken it is its repair.
        Comment repairing(String path) {
            return told.round().isEmpty() || !path.startsWith(told.round() + "/")
                    ? this
                    : new Comment(number, place, text, who, new Told(told.round(), true));
        }
    }

    /// Who was told of a comment.
    ///
    /// @param round of a loop, which takes it; empty before one does
    /// @param repaired whether the repair of that round has begun
    public record Told(String round, boolean repaired) {}

    /// What agents used, in child runs too.
    ///
    /// @param budget what the run may spend, where that was said
    public record Cost(Total total, Optional<Budget> budget) {}

    /// What the run may spend, in US dollars.
    ///
    /// @param limit what was said, with all that was granted since
    /// @param gone what is spent, or set aside for what is under way or never became known
    public record Budget(double limit, double gone, double left) {

        /// `0.80 of 5.00 US dollars`.
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f of %.2f US dollars", gone, limit);
        }
    }
}
