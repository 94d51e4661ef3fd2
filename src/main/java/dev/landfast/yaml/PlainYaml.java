package dev.landfast.yaml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document into maps, lists, strings, numbers and truth values.
///
/// A file may come from a stranger, so it is measured before anything is built from it: a deep
/// enough nesting would overflow the library's stack, and aliases grow without bound.
public final class PlainYaml {

    /// Bytes of one file at most. A recording of a long run is the largest that is of use.
    public static final int MOST_BYTES = 1024 * 1024;

    /// Nesting at most.
    public static final int MOST_DEPTH = 50;

    private PlainYaml() {}

    /// The document's value, null when it is empty.
    ///
    /// @throws NotYaml when it is malformed, too large, nested too deeply, has a key twice, an
    ///   alias, or more than one document
    public static @Nullable Object read(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new NotYaml("it has more than %d KiB".formatted(MOST_BYTES / 1024));
        }
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        try {
            measure(new Parse(settings).parseString(text));
            return new Load(settings).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new NotYaml(String.valueOf(e.getMessage()), line);
        } catch (YamlEngineException e) {
            throw new NotYaml(String.valueOf(e.getMessage()));
        }
    }

    /// One document, keys in the order of the maps, text of several lines as it is.
    ///
    /// @param value maps, lists, strings, numbers and truth values
    public static String write(Object value) {
        var settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(value);
    }

    private static void measure(Iterable<Event> events) {
        int depth = 0;
        for (var event : events) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> throw new NotYaml("it has an alias (*name); write it out");
                case Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {}
            }
            if (depth > MOST_DEPTH) {
                throw new NotYaml("it is nested deeper than %d".formatted(MOST_DEPTH));
            }
        }
    }

    /// The text is not a YAML document that we read. The message is a clause that begins with "it".
    public static final class NotYaml extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int line;

        NotYaml(String message) {
            this(message, 1);
        }

        NotYaml(String message, int line) {
            super(message);
            this.line = line;
        }

        /// Where, counted from 1; 1 when it is about the whole.
        public int line() {
            return line;
        }
    }
}
