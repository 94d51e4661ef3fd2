package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Definitions;
import dev.landfast.definition.Variants;
import dev.landfast.definition.Workflow;
import dev.landfast.engine.Command;
import dev.landfast.engine.Decider;
import dev.landfast.engine.State;
import dev.landfast.journal.Codec;
import dev.landfast.journal.Entry;
import dev.landfast.journal.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Journals of earlier versions that must go on leading to the decisions they led to. `./dev golden
/// --rewrite` writes the decisions anew, and records a journal that is not there; the difference is
/// reviewed like code.
class GoldenJournalsTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean REWRITE = Boolean.getBoolean("golden");

    @ParameterizedTest
    @ValueSource(strings = {"feature-3", "feature-12", "feature-59", "everything-5", "module-8"})
    void an_old_journal_leads_to_the_decisions_it_led_to(String name) throws IOException {
        var journal = FOLDER.resolve(name + ".jsonl");
        var decisions = FOLDER.resolve(name + ".decisions");
        if (REWRITE) {
            Files.createDirectories(FOLDER);
            if (!Files.exists(journal)) {
                Files.writeString(journal, record(name));
            }
            Files.writeString(decisions, replay(Files.readAllLines(journal)));
        }

        assertThat(replay(Files.readAllLines(journal))).isEqualTo(Files.readString(decisions));
    }

    private static String record(String name) {
        var dash = name.lastIndexOf('-');
        var plan = name.substring(0, dash);
        var seed = Long.parseLong(name.substring(dash + 1));
        var workflow = Plans.all().get(plan);
        assertThat(workflow).isNotNull();
        var start = Plans.start(workflow);
        var variant = Variants.choose(workflow, start.params()).orElse("standard");
        var pin = start.pin();
        var pinned =
                new Event.Pin(
                        pin.workflow(),
                        workflow.header().hash(),
                        workflow.header().text(),
                        pin.interpreter(),
                        pin.base());
        var whole = new Event.RunStarted(pinned, variant, start.params(), start.origin());
        return Simulation.run(workflow, Setup.stormy(seed, whole)).journal().stream()
                .map(Codec::text)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String replay(List<String> lines) {
        var state = State.empty();
        Workflow workflow = null;
        var text = new ArrayList<String>();
        for (var line : lines) {
            var entry = Codec.parse(line, Entry.class);
            if (entry.event() instanceof Event.RunStarted start) {
                var read = Definitions.parse(start.pin().text(), "golden");
                workflow =
                        read.inputs().variants().isEmpty()
                                ? read
                                : Variants.apply(read, start.variant());
            }
            assertThat(workflow).isNotNull();
            state = State.apply(state, entry);
            var decision = Decider.decide(workflow, state);
            text.add(
                    entry.seq()
                            + " "
                            + decision.standing()
                            + decision.commands().stream()
                                    .map(command -> "\n  " + shown(command))
                                    .collect(Collectors.joining()));
        }
        return String.join("\n", text) + "\n";
    }

    private static String shown(Command command) {
        return switch (command) {
            case Command.RunStep run ->
                    "run "
                            + run.key()
                            + " visit "
                            + run.input().visit()
                            + " findings "
                            + run.input().findings().stream().map(f -> f.rule()).toList();
            case Command.StopStep stop -> "stop " + stop.key();
            case Command.Await await -> "await " + await.key() + " " + await.ask().kind();
            case Command.Conclude end -> "conclude " + end.key() + " " + end.result().outcome();
            case Command.SetTimer timer -> "timer " + timer.key() + " " + timer.delay();
            case Command.SetAlarm alarm -> "alarm " + alarm.key() + " " + alarm.at();
            case Command.Note note -> "note " + note.subject();
            case Command.StartChild child -> "child " + child.key();
            case Command.Finish end -> "finish " + end.end() + " " + end.at();
        };
    }
}
