package dev.landfast.check.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small changes, honest and dishonest ones, as pairs of sources.
class SourcePairsTest {

    static List<SourcePairs.Pair> honest() {
        return SourcePairs.in("honest.txt");
    }

    static List<SourcePairs.Pair> dishonest() {
        return SourcePairs.in("dishonest.txt");
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(honest()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(dishonest()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("honest")
    void an_honest_change_holds_no_fact_but_what_a_person_has_to_waive(SourcePairs.Pair pair) {
        assertThat(subjects(pair)).containsExactlyInAnyOrderElementsOf(pair.facts());
    }

    @ParameterizedTest
    @MethodSource("dishonest")
    void a_dishonest_change_is_a_fact_or_smells(SourcePairs.Pair pair) {
        assertThat(subjects(pair)).containsExactlyInAnyOrderElementsOf(pair.facts());
        assertThat(rules(pair)).containsAll(pair.smells());
        assertThat(pair.facts().size() + pair.smells().size()).isPositive();
    }

    @ParameterizedTest
    @MethodSource({"honest", "dishonest"})
    void what_is_not_parsed_at_a_glance_smells_of_nothing(SourcePairs.Pair pair) {
        var change = pair.change();
        for (var path : change.python()) {
            var text = change.now().text(path);
            if (!Glance.mayHoldSmells(text)) {
                assertThat(new ProductSmells(change).in(path)).as(path).isEmpty();
            }
            if (!Glance.mayBendTests(text, change.testFiles().isOfTests(path))) {
                assertThat(new CodeSmells(change).in(path)).as(path).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"honest", "dishonest"})
    void what_holds_a_fixture_is_parsed(SourcePairs.Pair pair) {
        var change = pair.change();
        for (var finding : FileSmells.of(change)) {
            var path = finding.place().file();
            if (finding.rule().equals(Smell.FIXTURE_CHANGED.rule()) && path.endsWith(".py")) {
                assertThat(Glance.mayHoldFixtures(change.now().text(path))).isTrue();
                assertThat(Glance.mayHoldFixtures(change.base().text(path))).isTrue();
            }
        }
    }

    /// On changes of which half are honest.
    @Test
    void each_smell_is_mostly_right(TestReporter reporter) {
        var right = new TreeMap<String, Integer>();
        var all = new TreeMap<String, Integer>();
        var wrong = new ArrayList<String>();
        Stream.concat(honest().stream(), dishonest().stream())
                .forEach(pair -> {
                    for (var rule : rules(pair)) {
                        all.merge(rule, 1, Integer::sum);
                        if (pair.smells().contains(rule)) {
                            right.merge(rule, 1, Integer::sum);
                        } else {
                            wrong.add(rule + " in: " + pair.name());
                        }
                    }
                });
        for (var smell : Smell.values()) {
            var rule = smell.rule();
            assertThat(all).as("nothing smells of it").containsKey(rule);
            var precision = (double) right.getOrDefault(rule, 0) / all.get(rule);
            reporter.publishEntry(rule, right.get(rule) + " of " + all.get(rule));
            assertThat(precision).as("%s is right; wrong are %s", rule, wrong).isGreaterThan(0.7);
        }
        assertThat(wrong).hasSizeLessThanOrEqualTo(3);
    }

    private static List<String> subjects(SourcePairs.Pair pair) {
        return pair.read().facts().stream().map(Findings::subject).toList();
    }

    private static TreeSet<String> rules(SourcePairs.Pair pair) {
        var rules = new TreeSet<String>();
        pair.read().smells().stream().map(Finding::rule).forEach(rules::add);
        return rules;
    }
}
