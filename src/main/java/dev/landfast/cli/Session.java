package dev.landfast.cli;

import dev.landfast.api.Json;
import dev.landfast.api.Landfast;
import dev.landfast.api.Surroundings;
import dev.landfast.console.Terminal;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.problem.LandfastException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call of the command: where it was made, and the two streams. Results go to stdout; progress,
/// hints and errors go to stderr.
final class Session implements AutoCloseable {

    private final Surroundings surroundings;
    private final Streams streams;
    private @Nullable Landfast landfast;
    private String told = "";

    Session(Surroundings surroundings, Streams streams) {
        this.surroundings = surroundings;
        this.streams = streams;
    }

    /// Where output goes and how each of the two is shown.
    ///
    /// @param shown of stdout
    /// @param noted of stderr
    record Streams(PrintStream out, PrintStream err, Terminal shown, Terminal noted) {}

    /// The same streams for a call made elsewhere; closed apart from this one.
    Session from(Surroundings elsewhere) {
        return new Session(elsewhere, streams);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /// The place of a name that was given in words, as seen from where the call was made.
    Path place(String name) {
        return surroundings.in(Words.path(name)).directory();
    }

    Landfast landfast() {
        if (landfast == null) {
            landfast = Landfast.open(surroundings);
        }
        return landfast;
    }

    /// Lets runs go on that nobody carries. Whoever only looks is told when that fails, and still
    /// sees what they asked for.
    void wake() {
        try {
            landfast().carry();
        } catch (EnvironmentProblem e) {
            Mishap.tell(e, this);
            told = e.complaint();
        }
    }

    /// Whether it was said already that this is wrong.
    boolean hasTold(LandfastException problem) {
        return problem.complaint().equals(told);
    }

    Ages ages() {
        return new Ages(surroundings.clock().instant());
    }

    Terminal shown() {
        return streams.shown();
    }

    Terminal noted() {
        return streams.noted();
    }

    /// A line of the result. Text from outside must be harmless already.
    void say(String line) {
        streams.out().println(line);
    }

    void say(List<String> lines) {
        lines.forEach(this::say);
    }

    /// A line of the result that somebody waits for.
    void send(String line) {
        streams.out().println(line);
        streams.out().flush();
    }

    /// Text of the result as it is, line ends included.
    void write(String text) {
        streams.out().print(text);
    }

    /// A line beside the result, seen at once and after what was said before, also where both go
    /// into one file.
    void note(String line) {
        streams.out().flush();
        streams.err().println(line);
        streams.err().flush();
    }

    /// Text beside the result as it is, for what is drawn again in place.
    void draw(String text) {
        streams.err().print(text);
        streams.err().flush();
    }

    void json(Object value) {
        say(Json.text(value));
    }

    /// Whether nobody reads the result any more, as after `| head`.
    boolean unread() {
        return streams.out().checkError();
    }

    @Override
    public void close() {
        if (landfast != null) {
            landfast.close();
        }
    }
}
