package dev.landfast.gate;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Orders findings, and recognises one again after lines have moved.
public final class Findings {

    /// By level; then what kept the rest from being measured, lost proofs, broken ones, opinions;
    /// then by place.
    public static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::level)
                    .thenComparingInt(f -> rank(f.rule()))
                    .thenComparing(f -> f.place().file())
                    .thenComparingInt(f -> f.place().line())
                    .thenComparing(Finding::rule);

    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]+|\\d+");
    private static final int SHOWN = 3;

    /// What a repair can use at once; more is not read by anybody.
    private static final int MOST_HANDED = 150;

    /// All that is handed on must fit into one event, which has room for 256 KiB of JSON and holds
    /// other things too.
    private static final int MOST_BYTES = 150_000;

    private static final int MOST_OF_RULE = 25;

    private static final int LONGEST_HANDED = 600;

    private Findings() {}

    /// The three that a reader should see first.
    public static List<Finding> worst(List<Finding> findings) {
        return findings.stream().sorted(WORST_FIRST).limit(SHOWN).toList();
    }

    /// What goes on to a repair: the worst, with their words cut, and how many more there are. The
    /// report of the gate has them all and whole.
    ///
    /// @param findings worst first
    public static List<Finding> handed(List<Finding> findings) {
        var chosen = new TreeMap<Integer, Finding>();
        Map<String, Integer> ofRule = new HashMap<>();
        var room = MOST_BYTES;
        // One rule with thousands of findings must not crowd out the others.
        for (var most : List.of(MOST_OF_RULE, MOST_HANDED)) {
            for (var i = 0; i < findings.size() && chosen.size() < MOST_HANDED; i++) {
                var finding = cut(findings.get(i));
                var ofThis = ofRule.getOrDefault(finding.rule(), 0);
                if (ofThis < most && bytes(finding) <= room && !chosen.containsKey(i)) {
                    ofRule.put(finding.rule(), ofThis + 1);
                    room -= bytes(finding);
                    chosen.put(i, finding);
                }
            }
        }
        var handed = new ArrayList<>(chosen.values());
        var more = findings.size() - handed.size();
        if (more > 0) {
            var said = more + " more findings are in the gate's report";
            handed.add(advised(of("more", Level.LOW, nowhere(), said), "mend these first"));
        }
        return List.copyOf(handed);
    }

    private static Finding cut(Finding finding) {
        var place = finding.place();
        return new Finding(
                cut(finding.rule()),
                finding.level(),
                new Place(cut(place.file()), place.line()),
                cut(finding.message()),
                finding.advice().map(Findings::cut));
    }

    private static String cut(String words) {
        return Terminal.cut(words, LONGEST_HANDED);
    }

    /// What its words take in JSON.
    private static int bytes(Finding finding) {
        return Stream.of(
                        finding.rule(),
                        finding.place().file(),
                        finding.message(),
                        finding.advice().orElse(""))
                .flatMapToInt(String::codePoints)
                .map(Findings::bytes)
                .sum();
    }

    private static int bytes(int character) {
        if (character < ' ') {
            return "\\u0000".length();
        }
        if (character == '"' || character == '\\') {
            return 2;
        }
        return Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
    }

    /// The same failure has the same signature in every round: rule, file and message without
    /// numbers, sorted, hashed.
    public static String signature(List<Finding> findings) {
        return Hashes.of(findings.stream().map(Findings::key).sorted().distinct().toList());
    }

    /// How a waiver names a finding: rule and place, or rule and test where the finding is about
    /// one.
    public static String subject(Finding finding) {
        var test = testOf(finding);
        return finding.rule() + " " + test.orElseGet(() -> finding.place().toString());
    }

    /// What is in `now` beyond what was in `before`, as often as it occurs, wherever its line is.
    public static List<Finding> added(List<Finding> now, List<Finding> before) {
        Map<String, Integer> known = new HashMap<>();
        before.forEach(f -> known.merge(key(f), 1, Integer::sum));
        return now.stream().filter(f -> known.merge(key(f), -1, Integer::sum) < 0).toList();
    }

    public static Finding of(String rule, Level level, Place place, String message) {
        return new Finding(rule, level, place, Terminal.plain(message), Optional.empty());
    }

    public static Finding advised(Finding finding, String advice) {
        return new Finding(
                finding.rule(),
                finding.level(),
                finding.place(),
                finding.message(),
                Optional.of(advice));
    }

    public static Place nowhere() {
        return new Place("", 0);
    }

    private static Optional<String> testOf(Finding finding) {
        var end = finding.message().indexOf(": ");
        return Optional.of(end < 0 ? "" : finding.message().substring(0, end))
                .filter(t -> t.contains("::"));
    }

    private static String key(Finding finding) {
        return finding.rule()
                + '\n'
                + finding.place().file()
                + '\n'
                + NUMBER.matcher(finding.message()).replaceAll("#");
    }

    private static int rank(String rule) {
        if (rule.startsWith("syntax") || rule.equals("test-collection-error")) {
            return 0;
        }
        if (rule.startsWith("base-") || rule.endsWith("-changed")) {
            return 1;
        }
        return rule.startsWith("test-") ? 2 : 3;
    }
}
