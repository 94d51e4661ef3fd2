package dev.landfast.check;

import dev.landfast.definition.Config;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Check;
import dev.landfast.gate.Plant;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.gate.Verdict;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Judges a reviewer's structured answer. The reviewer hands in findings; the verdict is computed:
/// an approval beside a critical or high finding is none.
///
/// `words` are the verdicts a reviewer may give; the first means approved, every other does not.
final class ReviewCheck implements Check {

    @Override
    public String name() {
        return "review";
    }

    @Override
    public Set<String> settings() {
        return Set.of("words", "covers", "block", "critical");
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public Optional<Plant> plant(Bench bench, Config with) {
        return Optional.of(
                Plant.answer(
                        """
                        {"verdict": "%s", "summary": "-", "findings": [{"category": "security",
                         "severity": "critical", "message": "a planted finding", "fundamental": true}]}
                        """
                                .formatted(words(with).getFirst()),
                        "a planted finding"));
    }

    @Override
    public Verdict judge(Bench bench, Config with) {
        var json =
                bench.material()
                        .orElseThrow(() ->
                                Unmeasured.evidence(
                                        "no review was handed in", "ask the reviewer again"));
        ReviewAnswer answer;
        try {
            answer = ReviewAnswer.parse(json);
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "the review is unreadable: " + e.getMessage(), "ask the reviewer again");
        }
        var words = words(with);
        if (!words.contains(answer.word())) {
            throw Unmeasured.evidence(
                    "'" + answer.word() + "' is none of " + words, "ask the reviewer again");
        }
        var placed = answer.findings().stream().map(f -> placed(bench, f)).toList();
        bench.log().count("findings", placed.size());
        bench.log()
                .note(
                        "the reviewer says "
                                + answer.word()
                                + ": "
                                + Terminal.plain(answer.summary()));
        return answer.word().equals(words.getFirst())
                ? approved(bench, with, placed)
                : refused(answer.word(), placed);
    }

    private static List<String> words(Config with) {
        var words = with.texts("words");
        return words.isEmpty()
                ? List.of("APPROVED", "CHANGES REQUESTED")
                : words.stream().map(ReviewAnswer::spoken).toList();
    }

    private static Verdict approved(Bench bench, Config with, List<Finding> findings) {
        var blocking =
                with.texts("block").isEmpty() ? List.of("critical", "high") : with.texts("block");
        var serious =
                findings.stream()
                        .filter(f ->
                                f.fundamental()
                                        || blocking.contains(
                                                f.level()
                                                        .name()
                                                        .toLowerCase(java.util.Locale.ROOT)))
                        .toList();
        findings.stream()
                .filter(f -> !serious.contains(f))
                .forEach(f -> bench.log().note(f.place() + " " + f.message()));
        return serious.isEmpty() ? new Verdict.Pass() : new Verdict.Fail(serious);
    }

    private static Verdict refused(String word, List<Finding> findings) {
        if (findings.isEmpty()) {
            throw Unmeasured.evidence(
                    "the reviewer says " + word + " and names nothing to change",
                    "ask the reviewer again");
        }
        return new Verdict.Fail(new ArrayList<>(findings));
    }

    /// A place that does not exist is marked, so that nobody looks for it.
    private static Finding placed(Bench bench, Finding finding) {
        var place = finding.place();
        if (place.file().isEmpty()) {
            return finding;
        }
        var checkout = bench.candidate().quiet();
        var problem = "";
        if (!checkout.files().contains(place.file())) {
            problem = "[no such file] ";
        } else {
            var lines = ToolRunner.text(checkout.directory().resolve(place.file())).lines().count();
            problem = place.line() > lines ? "[the file has " + lines + " lines] " : "";
        }
        return problem.isEmpty()
                ? finding
                : new Finding(
                        finding.rule(),
                        finding.level(),
                        place,
                        problem + finding.message(),
                        finding.advice());
    }
}
