package dev.landfast.agent;

import dev.landfast.journal.Tokens;
import dev.landfast.journal.Usage;
import dev.landfast.problem.LandfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// Plays a recorded cassette: the same work, message and usage for the same step and visit.
///
/// The worktree must be as it was before the attempt; whoever starts an attempt a second time has
/// restored it.
final class ReplayAgent implements Agent {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Cassette cassette;
    private final Agents.Patcher patcher;
    private final double pace;

    /// @param pace factor on the recorded seconds; 0 plays at once
    ReplayAgent(Cassette cassette, Agents.Patcher patcher, double pace) {
        this.cassette = cassette;
        this.patcher = patcher;
        this.pace = pace;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public AgentOutcome work(Assignment assignment) throws InterruptedException {
        var role = assignment.brief().role().name();
        try {
            var turn = cassette.turn(assignment.key().step(), assignment.visit());
            if (!turn.role().isEmpty() && !turn.role().equals(role)) {
                return failed(
                        "the run has drifted: step '%s' was recorded for the %s and is played by the %s"
                                .formatted(turn.step(), turn.role(), role));
            }
            pause(Duration.ofNanos((long) (turn.said().seconds() * pace * 1e9)));
            leave(turn.left(), assignment.site().worktree());
            return finished(turn.said());
        } catch (LandfastException e) {
            return failed(
                    "the run has drifted: what was recorded for step '%s', visit %d does not fit: %s"
                            .formatted(assignment.key().step(), assignment.visit(), e.complaint()));
        } catch (Cassette.BadCassette e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed("the recorded files cannot be laid down: " + e.getMessage());
        }
    }

    private void leave(Cassette.Left left, Path worktree) throws IOException {
        if (left.patch().isPresent()) {
            patcher.apply(worktree, cassette.folder().resolve(left.patch().get()));
        }
        for (var file : left.files().entrySet()) {
            var to = worktree.resolve(file.getKey()).normalize();
            if (!to.startsWith(worktree)) {
                throw new IOException("'" + file.getKey() + "' lies outside the worktree");
            }
            if (to.getParent() != null) {
                Files.createDirectories(to.getParent());
            }
            Files.write(to, Files.readAllBytes(cassette.folder().resolve(file.getValue())));
        }
    }

    private static AgentOutcome finished(Cassette.Said said) {
        var model = String.valueOf(said.usage().getOrDefault("model", "recorded"));
        var tokens =
                new Tokens(
                        number(said, "input-tokens"),
                        number(said, "cached-input-tokens"),
                        number(said, "cache-write-tokens"),
                        number(said, "output-tokens"));
        var usage =
                said.usage().get("cost") instanceof Number cost
                        ? Usage.reported(model, tokens, cost.doubleValue())
                        : Usage.unpriced(model, tokens);
        return new AgentOutcome.Finished(
                said.message().strip(),
                said.answer().map(JSON::writeValueAsString),
                usage,
                List.of());
    }

    private static long number(Cassette.Said said, String key) {
        return said.usage().get(key) instanceof Number number ? number.longValue() : 0;
    }

    private static AgentOutcome failed(String why) {
        return new AgentOutcome.Failed(why, Optional.empty());
    }

    /// Waits; an interrupt ends it.
    private static void pause(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            var never = new CountDownLatch(1);
            var ended = never.await(time.toNanos(), TimeUnit.NANOSECONDS);
            assert !ended;
        }
    }
}
