package dev.landfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodecTest {

    private static final Path GOLDEN = Path.of("src/test/resources/journal/events.jsonl");
    private static final StepKey KEY = new StepKey("quality.2/unit", 1);
    private static final Finding FINDING =
            new Finding(
                    "E501",
                    Finding.Level.LOW,
                    new Finding.Place("app/a.py", 3),
                    "line too long",
                    Optional.of("break it"));

    private static List<Event> events() {
        var bound = new Ask.Bound("c0ffee", "evid", "defn");
        var ask =
                new Ask(
                        Ask.Kind.APPROVE,
                        "Land it?",
                        List.of("approve", "reject"),
                        Optional.of(bound));
        var pin = new Event.Pin("feature", "abc", "workflow: feature\n", 1, "c0ffee");
        var params = new LinkedHashMap<String, Object>();
        params.put("name", "lögin \"x\"\n");
        params.put("count", 3L);
        params.put("share", 0.5);
        params.put("deep", List.of(Map.of("a", true)));
        var events = new ArrayList<Event>();
        events.add(new Event.RunStarted(pin, "standard", params, new Event.Origin.Fresh()));
        events.add(
                new Event.RunStarted(
                        pin,
                        "standard",
                        Map.of(),
                        new Event.Origin.Child("260301-abcdef", KEY, Optional.of("push"))));
        events.add(
                new Event.RunStarted(
                        pin,
                        "standard",
                        Map.of(),
                        new Event.Origin.Fork(
                                "260301-abcdef",
                                "push",
                                Map.of("commit", StepResult.pass(Map.of("commit", "c0ffee"))),
                                Optional.of("c0ffee"),
                                Optional.empty())));
        events.add(new Event.StepScheduled(KEY, "gate"));
        events.add(new Event.StepScheduled(KEY, "agent", Optional.of(1.5)));
        for (var outcome : outcomes(ask)) {
            events.add(
                    new Event.StepFinished(KEY, StepResult.of(outcome), Duration.ofMillis(1500)));
        }
        events.add(
                new Event.StepFinished(
                        KEY,
                        new StepResult(
                                new StepResult.Outcome.Pass(),
                                Map.of("coverage", 81.5),
                                List.of(FINDING),
                                List.of(new Artifact("log", "text/plain", "ab", 12)),
                                Optional.of(
                                        new Usage(
                                                "m", Tokens.of(1, 2), 0.25, Usage.Basis.REPORTED))),
                        Duration.ofMinutes(2)));
        events.add(new Event.StepStopping(KEY));
        events.add(new Event.StepWaiting(KEY, ask));
        events.add(new Event.TimerSet(KEY, Instant.parse("2026-03-01T08:00:00Z"), "backoff"));
        events.add(new Event.TimerFired(KEY));
        events.add(new Event.ChildStarted(KEY, "260301-abcdef"));
        events.add(new Event.Answered(KEY, true, "yes", Optional.of(bound), Map.of("x", 1L)));
        events.add(
                new Event.Waived("unit", "c0ffee", "known", Instant.parse("2026-03-02T08:00:00Z")));
        events.add(new Event.Paused());
        events.add(new Event.Resumed());
        events.add(new Event.CancelRequested("no longer wanted"));
        events.add(new Event.RetryRequested(Optional.of("unit"), 2));
        events.add(new Event.RetryRequested(Optional.empty(), 0, Optional.of(2.5)));
        events.add(new Event.TakenOver("c0ffee", "beef"));
        events.add(new Event.Commented(new Finding.Place("app/a.py", 7), "not like this"));
        events.add(new Event.StepTaken(new StepKey("implement", 1)));
        events.add(new Event.Noted("base", "has moved"));
        events.add(
                new Event.RunEnded(
                        Event.End.ESCALATED, "limit", List.of(FINDING), List.of("quality.4")));
        return events;
    }

    private static List<StepResult.Outcome> outcomes(Ask ask) {
        return List.of(
                new StepResult.Outcome.Fail("red", "sig"),
                new StepResult.Outcome.Escalate("limit"),
                new StepResult.Outcome.Conditional("E501"),
                new StepResult.Outcome.Blocked("network", "down", "wait"),
                new StepResult.Outcome.Blocked(
                        "rate-limit",
                        "quota",
                        "wait",
                        Optional.of(Instant.parse("2026-03-01T11:00:00Z"))),
                new StepResult.Outcome.Waiting(ask),
                new StepResult.Outcome.Cancelled(),
                new StepResult.Outcome.Lost("gone"),
                new StepResult.Outcome.Broken("bug"));
    }

    @Test
    void every_event_has_the_json_it_has_always_had() throws IOException {
        var now = events().stream().map(Codec::text).collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("golden")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, now);
        }
        assertThat(now).isEqualTo(Files.readString(GOLDEN));
    }

    /// As they were before tokens were counted by kind.
    @Test
    void an_event_of_an_earlier_shape_reads_as_one_of_today() throws IOException {
        var line = Files.readString(Path.of("src/test/resources/journal/events-1.jsonl"));
        var now = Codec.text(Codec.parse(line, Event.class));
        assertThat(Files.readString(GOLDEN)).contains(now);
    }

    @Test
    void every_event_reads_back_as_it_was() {
        for (var event : events()) {
            assertThat(Codec.parse(Codec.text(event), Event.class)).isEqualTo(event);
        }
    }

    @Test
    void the_examples_leave_no_event_out() {
        var shown = events().stream().map(Event::getClass).collect(Collectors.toSet());
        var all = Stream.of(Event.class.getPermittedSubclasses()).collect(Collectors.toSet());
        assertThat(shown).isEqualTo(all);
    }

    @Test
    void unknown_fields_are_passed_over() {
        var json = "{\"type\":\"noted\",\"subject\":\"a\",\"text\":\"b\",\"new\":{\"x\":[1]}}";
        assertThat(Codec.parse(json, Event.class)).isEqualTo(new Event.Noted("a", "b"));
    }

    @Test
    void what_is_unknown_missing_or_of_another_kind_is_named() {
        refused("{\"type\":\"teleported\"}", "unknown type 'teleported'");
        refused("{\"type\":\"noted\",\"subject\":\"a\"}", "noted.text is missing");
        refused("{\"type\":\"step-stopping\",\"key\":\"x\"}", "step key such as");
        refused("{\"type\":\"noted\",\"subject\":1,\"text\":\"b\"}", "noted.subject should be");
        refused(
                "{\"type\":\"run-ended\",\"end\":\"vanished\",\"reason\":\"\"}",
                "one of done, escalated");
        refused("{\"type\":", "");
        refused("[1,", "");
        refused("", "");
    }

    @Test
    void a_step_key_may_contain_the_sign_that_ends_it() {
        var key = new StepKey("stories[10@20]/red", 3);
        var json = Codec.text(new Event.TimerFired(key));
        assertThat(Codec.parse(json, Event.class)).isEqualTo(new Event.TimerFired(key));
    }

    @Test
    void what_is_no_data_is_refused() {
        assertThatThrownBy(() -> Codec.text(Map.of("a", new Object())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Codec.text(Arrays.asList(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(String json, String why) {
        assertThatThrownBy(() -> Codec.parse(json, Event.class))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining(why);
    }
}
