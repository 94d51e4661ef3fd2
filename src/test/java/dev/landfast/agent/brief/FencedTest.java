package dev.landfast.agent.brief;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.role.Instruction;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Sources;
import dev.landfast.api.Injections;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a stranger wrote, wherever it comes into a brief, outside of fences a brief says the
/// same.
class FencedTest {

    private static final Pattern OPENING = Pattern.compile("(`{3,})[a-z]*");

    static List<String> texts() {
        return Injections.all().values().stream().flatMap(List::stream).toList();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void nothing_of_it_stands_outside_of_a_fence(String text) {
        assertThat(outside(brief(text))).isEqualTo(outside(brief("plain")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_short_brief_is_no_other(String text) {
        var cut = outside(brief(text, 10));
        assertThat(cut).isEqualTo(outside(brief("plain", 10)));
    }

    private static String brief(String text) {
        return brief(text, 1_000_000);
    }

    private static String brief(String text, int tokens) {
        var finding =
                new Finding(
                        text,
                        Finding.Level.HIGH,
                        new Finding.Place(text, 1),
                        text,
                        Optional.of(text));
        var matter =
                new BriefWriter.Matter(
                        "review (step 6)",
                        text,
                        List.of(finding, finding),
                        List.of("- gate `unit`: tests", text),
                        Map.of("look first at", text));
        var material =
                new Material(
                        new Material.Files(List.of(text + " +1 -0"), List.of(text)),
                        new Material.Knowledge(
                                List.of(),
                                List.of(new Instruction(text, text, List.of("**"), text))),
                        List.of("time for this attempt: 1h"),
                        List.of(),
                        new Material.Room(tokens, "/scratch"));
        var role = new Roles(Sources.none()).named("reviewer");
        return BriefWriter.write(role, matter, material).text();
    }

    private static List<String> outside(String brief) {
        var kept = new ArrayList<String>();
        var mark = "";
        for (var line : brief.split("\n", -1)) {
            var opening = OPENING.matcher(line);
            if (!mark.isEmpty()) {
                mark = line.equals(mark) ? "" : mark;
            } else if (opening.matches()) {
                mark = opening.group(1);
            } else {
                kept.add(line);
            }
        }
        return kept;
    }
}
