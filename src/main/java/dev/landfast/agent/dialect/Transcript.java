package dev.landfast.agent.dialect;

import dev.landfast.journal.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What one call of an agent's program reported, in order.
public record Transcript(List<AgentEvent> events) {

    private static final int LONGEST_LINE = 8 << 20;

    public Transcript {
        events = List.copyOf(events);
    }

    /// Reads what a program printed. A line that cannot be read is kept raw.
    ///
    /// @param reader what one line says
    static Transcript read(Path log, Function<String, List<AgentEvent>> reader) throws IOException {
        if (!Files.isRegularFile(log)) {
            return new Transcript(List.of());
        }
        var events = new ArrayList<AgentEvent>();
        // Whatever bytes a tool printed in between: they do not end the reading.
        try (var in =
                new BufferedReader(
                        new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    events.addAll(
                            line.length() > LONGEST_LINE
                                    ? List.of(new AgentEvent.Raw(line.substring(0, 200)))
                                    : reader.apply(line));
                }
            }
        }
        return new Transcript(events);
    }

    /// Everything of one kind.
    <T extends AgentEvent> Stream<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    <T extends AgentEvent> Optional<T> last(Class<T> kind) {
        return all(kind).reduce((_, latest) -> latest);
    }

    /// What the program resumes the conversation by.
    Optional<String> session() {
        return last(AgentEvent.Began.class)
                .map(AgentEvent.Began::session)
                .filter(id -> !id.isEmpty());
    }

    String model() {
        return last(AgentEvent.Began.class).map(AgentEvent.Began::model).orElse("");
    }

    /// Whether the program came to an end of its own; before that its counts are parts.
    boolean isOver() {
        return events.stream()
                .anyMatch(event ->
                        event instanceof AgentEvent.Ended || event instanceof AgentEvent.GaveUp);
    }

    /// Whether the model said or did anything.
    boolean hasWorked() {
        return events.stream()
                .anyMatch(event ->
                        event instanceof AgentEvent.Said || event instanceof AgentEvent.ToolBegan);
    }

    /// The last words: a claim.
    String message() {
        var words = new StringBuilder();
        var open = false;
        for (var event : events) {
            if (event instanceof AgentEvent.Said(var text, var goesOn)) {
                if (!open || !goesOn) {
                    words.setLength(0);
                }
                words.append(text);
                open = goesOn;
            } else {
                open = false;
            }
        }
        return words.toString();
    }

    /// Whether no model has answered in this call: it has neither spoken nor used a tool.
    boolean isUnanswered() {
        return events.stream().noneMatch(Transcript::isAnswer);
    }

    private static boolean isAnswer(AgentEvent event) {
        return event instanceof AgentEvent.Said
                || event instanceof AgentEvent.ToolBegan
                || event instanceof AgentEvent.ToolEnded;
    }

    /// What this call used; empty when it said nothing of it.
    ///
    /// @param earlier what the conversation had used before
    Optional<Tokens> tokens(Tokens earlier) {
        return conversation()
                .map(count -> count.fellBelow(earlier) ? count : count.minus(earlier))
                .or(() ->
                        all(AgentEvent.Spent.class)
                                .map(AgentEvent.Spent::tokens)
                                .reduce(Tokens::plus));
    }

    /// What the conversation has used so far, where the program counts that.
    Optional<Tokens> conversation() {
        return last(AgentEvent.Counted.class).map(AgentEvent.Counted::tokens);
    }

    Optional<Double> dollars() {
        return last(AgentEvent.Charged.class).map(AgentEvent.Charged::dollars);
    }
}
