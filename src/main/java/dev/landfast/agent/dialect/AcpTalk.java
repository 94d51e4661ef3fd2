package dev.landfast.agent.dialect;

import dev.landfast.agent.Assignment;
import dev.landfast.process.LogReader;
import dev.landfast.process.StdinPipe;
import dev.landfast.process.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One conversation in the Agent Client Protocol: requests go into the pipe, everything else is
/// read off the task's log as it grows.
final class AcpTalk {

    private static final int LONGEST_LINE = 8 << 20;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Task task;
    private final StdinPipe pipe;
    private final boolean edits;
    private final LogReader log;
    private final List<AgentEvent> events = new ArrayList<>();
    private int last;
    private int turn;

    AcpTalk(Task task, StdinPipe pipe, boolean edits) {
        this.task = task;
        this.pipe = pipe;
        this.edits = edits;
        this.log = new LogReader(task.log(), 0);
    }

    /// Introduces us and opens a session in the worktree; empty when the agent would not have it.
    Optional<String> begin(Assignment.Site site) throws IOException, InterruptedException {
        var introduced = ask("initialize", Acp.introduction()).filter(AcpTalk::succeeded);
        if (introduced.isEmpty()) {
            return Optional.empty();
        }
        return ask("session/new", Acp.session(site, introduced.get().path("result")))
                .map(answer -> Line.text(answer.path("result"), "sessionId"))
                .filter(id -> !id.isEmpty());
    }

    /// Says something and listens until the turn is over or the agent is gone.
    void prompt(String to, String text) throws IOException, InterruptedException {
        turn = events.size();
        ask("session/prompt", Acp.prompt(to, text));
    }

    Transcript transcript() {
        return new Transcript(events);
    }

    /// What came since something was last said to it; everything where nothing was.
    Transcript lastTurn() {
        return new Transcript(events.subList(turn, events.size()));
    }

    /// Whether the last turn came to its own end.
    boolean hasEnded() {
        var events = lastTurn().events();
        return !events.isEmpty() && events.getLast() instanceof AgentEvent.Ended;
    }

    private static boolean succeeded(JsonNode answer) {
        return answer.has("result");
    }

    private Optional<JsonNode> ask(String method, Map<String, Object> parameters)
            throws IOException, InterruptedException {
        var id = ++last;
        send(Acp.request(id, method, parameters));
        while (true) {
            var alive = task.alive();
            for (var line : log.lines(LONGEST_LINE)) {
                var answer = hear(line, id);
                if (answer.isPresent()) {
                    return answer;
                }
            }
            if (!log.awaitMore(LOOK) && !alive) {
                return Optional.empty();
            }
        }
    }

    /// A pipe that is full is never read again when its reader is gone.
    private void send(String line) throws IOException, InterruptedException {
        var writer = Thread.ofPlatform().daemon().unstarted(() -> write(line));
        writer.start();
        while (!writer.join(LOOK)) {
            if (!task.alive()) {
                pipe.close();
            }
        }
    }

    private void write(String line) {
        try {
            pipe.line(line);
        } catch (IOException e) {
            // Its reader is gone, which is noticed where its answer is waited for.
            return;
        }
    }

    /// Takes in a line; gives it back when it is the answer that is waited for.
    private Optional<JsonNode> hear(String line, int id) throws IOException, InterruptedException {
        events.addAll(Acp.read(line));
        var node = Line.parse(line);
        if (node.isPresent()) {
            var reply = Acp.served(node.get(), edits);
            if (reply.isPresent()) {
                send(reply.get());
            }
        }
        return node.filter(each -> Acp.answers(each, id));
    }
}
