package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Builds nodes from the parser's events. Composing here rather than in the library gives positions
/// for keys, a limit on depth before the stack is in danger, and one place that refuses what a
/// definition has no use for: aliases, anchors, tags, duplicate keys, several documents.
final class YamlTree {

    /// Bytes of one definition at most.
    static final int MOST_BYTES = 256 * 1024;

    /// Nesting at most; the deepest definition that ships needs 14.
    static final int MOST_DEPTH = 50;

    private static final int LONGEST_KEY = 100;

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;

    private YamlTree(String file, Problems problems, Iterator<Event> events) {
        this.file = file;
        this.problems = problems;
        this.events = events;
    }

    /// The document, or empty after a problem that makes reading on pointless.
    static Optional<Node> read(String text, String file, Problems problems) {
        var start = new Position(file, 1, 1);
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            problems.add(
                    Code.UNREADABLE,
                    start,
                    "the definition has more than " + MOST_BYTES / 1024 + " KiB",
                    "move long texts into files of their own");
            return Optional.empty();
        }
        var settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        try {
            var events = new Parse(settings).parseString(text).iterator();
            return new YamlTree(file, problems, events).document();
        } catch (Refused _) {
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            var at = e.getProblemMark().map(m -> position(file, m)).orElse(start);
            var said = e.getProblem() == null ? "it is not valid" : e.getProblem();
            problems.add(Code.UNREADABLE, at, "this is not YAML: " + said, "mend the syntax here");
        } catch (YamlEngineException e) {
            var said = String.valueOf(e.getMessage()).lines().findFirst().orElse("it is not valid");
            problems.add(
                    Code.UNREADABLE, start, "this is not YAML: " + said, "write it as plain text");
        }
        return Optional.empty();
    }

    private Optional<Node> document() {
        var event = events.next();
        while (event.getEventId() == Event.ID.StreamStart) {
            event = events.next();
        }
        if (!(event instanceof DocumentStartEvent)) {
            throw refuse(event, "the file is empty", "begin with 'workflow: NAME'");
        }
        var root = node(events.next(), 0);
        var end = events.next();
        var next = end.getEventId() == Event.ID.DocumentEnd ? events.next() : end;
        if (next.getEventId() != Event.ID.StreamEnd) {
            throw refuse(next, "a second document begins here", "keep one definition in a file");
        }
        return Optional.of(root);
    }

    private Node node(Event event, int depth) {
        if (depth > MOST_DEPTH) {
            throw refuse(event, "this is nested deeper than " + MOST_DEPTH, "nest less");
        }
        if (event instanceof AliasEvent) {
            throw refuse(event, "aliases (*name) are not part of the language", "write it out");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw refuse(event, "anchors (&name) are not part of the language", "remove it");
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case MappingStartEvent start -> mapping(start, depth);
            case CollectionStartEvent start -> sequence(start, depth);
            default -> throw refuse(event, "this is out of place", "mend the syntax here");
        };
    }

    private Node.Scalar scalar(ScalarEvent scalar) {
        if (scalar.getTag().isPresent()) {
            throw refuse(scalar, "tags (!name) are not part of the language", "remove the tag");
        }
        return new Node.Scalar(
                at(scalar), scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
    }

    private Node.Mapping mapping(MappingStartEvent start, int depth) {
        refuseTag(start);
        var entries = new ArrayList<Node.Entry>();
        var seen = new HashSet<String>();
        for (var event = events.next(); !ends(event); event = events.next()) {
            var key = key(event, depth);
            var value = node(events.next(), depth + 1);
            if (seen.add(key.text())) {
                entries.add(new Node.Entry(key.at(), key.text(), value));
            } else {
                problems.add(
                        Code.UNREADABLE,
                        key.at(),
                        "the key " + Problems.quote(key.text()) + " is here twice",
                        "keep one of them");
            }
        }
        return new Node.Mapping(at(start), entries);
    }

    private Node.Scalar key(Event event, int depth) {
        if (!(node(event, depth + 1) instanceof Node.Scalar key)) {
            throw refuse(event, "a key must be a word", "write 'key: value'");
        }
        if (key.text().length() > LONGEST_KEY) {
            throw refuse(event, "this key is longer than " + LONGEST_KEY, "shorten it");
        }
        return key;
    }

    private Node.Sequence sequence(CollectionStartEvent start, int depth) {
        refuseTag(start);
        var items = new ArrayList<Node>();
        for (var event = events.next(); !ends(event); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Node.Sequence(at(start), items);
    }

    private void refuseTag(CollectionStartEvent start) {
        if (start.getTag().isPresent()) {
            throw refuse(start, "tags (!name) are not part of the language", "remove the tag");
        }
    }

    private static boolean ends(Event event) {
        return event.getEventId() == Event.ID.MappingEnd
                || event.getEventId() == Event.ID.SequenceEnd;
    }

    private Refused refuse(Event event, String what, String remedy) {
        problems.add(Code.UNREADABLE, at(event), what, remedy);
        return new Refused();
    }

    private Position at(Event event) {
        return event.getStartMark()
                .map(mark -> position(file, mark))
                .orElseGet(() -> new Position(file, 1, 1));
    }

    private static Position position(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /// Ends reading; what was wrong has been reported.
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused() {
            super("refused", null, false, false);
        }
    }
}
