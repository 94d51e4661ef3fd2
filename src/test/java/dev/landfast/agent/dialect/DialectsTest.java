package dev.landfast.agent.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.AgentOutcome.Trace;
import dev.landfast.agent.Maker;
import dev.landfast.journal.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of outcomes, from what the real programs printed; `./dev real-agents --record` records
/// it anew.
class DialectsTest {

    private static final Path RECORDED =
            Path.of("src/test/resources/dev/landfast/agent/transcripts");

    static Stream<Arguments> table() {
        return Stream.of(Maker.values())
                .flatMap(maker ->
                        Stream.of(
                                Arguments.of(maker, "write-1", AgentOutcome.Finished.class),
                                Arguments.of(maker, "denied-1", AgentOutcome.Finished.class),
                                Arguments.of(maker, "answer-1", AgentOutcome.Finished.class),
                                Arguments.of(maker, "answer-again-2", AgentOutcome.Finished.class),
                                Arguments.of(maker, "401-1", AgentOutcome.Authentication.class),
                                Arguments.of(maker, "429-1", AgentOutcome.RateLimited.class),
                                Arguments.of(maker, "500-1", AgentOutcome.Transient.class),
                                Arguments.of(maker, "resume-1", AgentOutcome.Transient.class),
                                Arguments.of(maker, "resume-2", AgentOutcome.Finished.class)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void reads_the_outcome_off_what_was_printed(
            Maker maker, String recording, Class<? extends AgentOutcome> expected)
            throws IOException {
        assertThat(outcome(maker, recording)).isInstanceOf(expected);
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void of_a_request_that_was_turned_down_it_is_known_that_no_model_answered(Maker maker)
            throws IOException {
        for (var refused : List.of("429-1", "500-1")) {
            var trace =
                    switch (outcome(maker, refused)) {
                        case AgentOutcome.RateLimited limited -> limited.trace();
                        case AgentOutcome.Transient failed -> failed.trace();
                        case AgentOutcome other -> throw new AssertionError(other);
                    };
            var free = transcript(maker, refused).dollars().filter(dollars -> dollars == 0);
            assertThat(trace.unanswered() || free.isPresent()).as(refused).isTrue();
        }
        assertThat(transcript(maker, "write-1").isUnanswered()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void counts_the_tokens_of_both_requests(Maker maker) throws IOException {
        assertThat(transcript(maker, "write-1").tokens(Tokens.NONE))
                .contains(new Tokens(2_000, 800, 0, 100));
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void knows_its_conversation_and_its_last_words(Maker maker) throws IOException {
        var transcript = transcript(maker, "write-1");

        assertThat(transcript.message()).isEqualTo("DONE");
        assertThat(Session.after(transcript, Optional.empty())).isPresent();
        assertThat(transcript.all(AgentEvent.ToolEnded.class))
                .isNotEmpty()
                .allMatch(AgentEvent.ToolEnded::succeeded);
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void keeps_every_line_it_does_not_know(Maker maker) {
        var dialect = Dialect.of(maker);

        for (var line :
                List.of("not JSON", "[1]", "{}", "{\"type\":\"new\"}", "{\"type\":{\"a\":1}}")) {
            assertThat(dialect.read(line)).containsExactly(new AgentEvent.Raw(line));
        }
    }

    @ParameterizedTest
    @EnumSource(Maker.class)
    void a_transcript_that_ends_early_is_no_success(Maker maker) throws IOException {
        var events = transcript(maker, "write-1").events();
        var cut = events.stream().filter(event -> !(event instanceof AgentEvent.Ended)).toList();

        assertThat(
                        Endings.of(
                                new Transcript(cut),
                                new Endings.Exit(0, Optional.empty(), ""),
                                Trace.NONE,
                                Optional.empty()))
                .isInstanceOf(AgentOutcome.Failed.class);
    }

    @Test
    void a_rate_limit_ends_when_the_provider_says() {
        var line =
                """
                {"type":"error","timestamp":1795359771000,"error":{"name":"APIError","data":\
                {"message":"slow down","statusCode":429,"responseHeaders":{"retry-after":"90"}}}}\
                """;

        var outcome =
                Endings.of(
                        new Transcript(Dialect.of(Maker.OPENCODE).read(line)),
                        new Endings.Exit(1, Optional.empty(), ""),
                        Trace.NONE,
                        Optional.empty());

        assertThat(((AgentOutcome.RateLimited) outcome).until())
                .contains(Instant.ofEpochSecond(1_795_359_861));
    }

    private static AgentOutcome outcome(Maker maker, String recording) throws IOException {
        var code = Integer.parseInt(lines(maker, recording).getFirst().substring("exit ".length()));
        var exit = new Endings.Exit(code, Dialect.of(maker).exit(code), "");
        return Endings.of(transcript(maker, recording), exit, Trace.NONE, Optional.empty());
    }

    private static Transcript transcript(Maker maker, String recording) throws IOException {
        var dialect = Dialect.of(maker);
        return new Transcript(
                lines(maker, recording).stream()
                        .skip(1)
                        .filter(line -> !line.isBlank())
                        .flatMap(line -> dialect.read(line).stream())
                        .toList());
    }

    private static List<String> lines(Maker maker, String recording) throws IOException {
        return Files.readAllLines(RECORDED.resolve(maker.word()).resolve(recording + ".jsonl"));
    }
}
