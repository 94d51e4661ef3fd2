package dev.landfast.check.report;

import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Xml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamReader;

/// A Cobertura report as coverage.py writes it, counted line by line and held against its own
/// totals. Files that are not in the tree, such as those of the interpreter, are in its totals and
/// not in ours.
///
/// @param missed for each file the lines nothing ran
/// @param ran for each file the lines something ran
/// @param written when the tool says it wrote the report, in milliseconds of the epoch
public record CoverageReport(
        long lines,
        long covered,
        Map<String, Set<Integer>> missed,
        Map<String, Set<Integer>> ran,
        long written) {

    /// Covered lines of a hundred.
    public double percent() {
        return lines == 0 ? 0 : 100.0 * covered / lines;
    }

    /// @param root the checkout; files are named relative to it
    public static CoverageReport read(Path file, Path root) throws UnreadableReport {
        var reading = new Reading(root);
        Xml.read(file, reading);
        if (!reading.seen) {
            throw new UnreadableReport(file.getFileName() + " is not a Cobertura report");
        }
        reading.assertAddsUp(file);
        return new CoverageReport(
                reading.lines, reading.covered, reading.missed, reading.ran, reading.written);
    }

    private static final class Reading implements Xml.Handler {

        private final Path root;
        private final List<String> sources = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final Map<String, Set<Integer>> missed = new TreeMap<>();
        private final Map<String, Set<Integer>> ran = new TreeMap<>();
        private final Map<String, Set<Integer>> seenLines = new HashMap<>();
        private boolean seen;
        private boolean inMethods;
        private String named = "";
        private String file = "";
        private long claimedLines;
        private long claimedCovered;
        private long lines;
        private long covered;
        private long foreign;
        private long foreignCovered;
        private long written;

        Reading(Path root) {
            this.root = root;
        }

        @Override
        public void begin(XMLStreamReader element) throws UnreadableReport {
            switch (element.getLocalName()) {
                case "coverage" -> {
                    seen = true;
                    claimedLines = Xml.figure(element, "lines-valid");
                    claimedCovered = Xml.figure(element, "lines-covered");
                    written = Xml.figure(element, "timestamp");
                }
                case "source" -> text.setLength(0);
                case "class" -> {
                    named = Xml.attribute(element, "filename");
                    file = place(named);
                }
                case "methods" -> inMethods = true;
                case "line" -> line(element);
                default -> {}
            }
        }

        @Override
        public void end(String name) {
            if ("methods".equals(name)) {
                inMethods = false;
            } else if ("source".equals(name)) {
                sources.add(text.toString().strip());
            }
        }

        @Override
        public void text(String piece) {
            text.append(piece);
        }

        /// coverage.py names files relative to one of its source folders. Empty for what is not in
        /// the tree.
        private String place(String filename) {
            for (var source : sources) {
                var path = root.resolve(source).resolve(filename).normalize();
                if (path.startsWith(root) && Files.exists(path)) {
                    return root.relativize(path).toString();
                }
            }
            return "";
        }

        private boolean isForeign() {
            return file.isEmpty();
        }

        private void assertAddsUp(Path report) throws UnreadableReport {
            if (lines + foreign != claimedLines || covered + foreignCovered != claimedCovered) {
                throw new UnreadableReport(
                        "%s claims %d of %d lines, its lines add up to %d of %d"
                                .formatted(
                                        report.getFileName(),
                                        claimedCovered,
                                        claimedLines,
                                        covered + foreignCovered,
                                        lines + foreign));
            }
        }

        private void line(XMLStreamReader element) throws UnreadableReport {
            var number = (int) Xml.figure(element, "number");
            var counted = seenLines.computeIfAbsent(named, f -> new HashSet<>());
            if (inMethods || !counted.add(number)) {
                return;
            }
            var hit = Xml.figure(element, "hits") > 0;
            if (isForeign()) {
                foreign++;
                foreignCovered += hit ? 1 : 0;
                return;
            }
            lines++;
            if (hit) {
                covered++;
                ran.computeIfAbsent(file, f -> new TreeSet<>()).add(number);
            } else {
                missed.computeIfAbsent(file, f -> new TreeSet<>()).add(number);
            }
        }
    }
}
