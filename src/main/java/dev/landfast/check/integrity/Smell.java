package dev.landfast.check.integrity;

import dev.landfast.gate.Findings;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.Comparator;
import java.util.Locale;

/// What a reviewer should look at first, the most telling first. None of them proves anything.
enum Smell {
    PYTEST_PATCHED(Level.HIGH, "code that runs beside the tests can change what they report"),
    PACKAGE_SHADOWED(Level.HIGH, "whoever imports that name gets this file instead"),
    TEST_DETECTION(Level.HIGH, "code that knows when it is tested can behave only then"),
    ANSWER_KNOWN(
            Level.HIGH, "code that knows what its tests ask need not be right for anybody else"),
    OBJECT_AGREEABLE(Level.HIGH, "an object that says it equals what is expected hides what it is"),
    EXIT_HOOK(Level.HIGH, "the process can end otherwise than the tests ended"),
    ASSERTION_TRIVIAL(Level.MEDIUM, "it holds whatever the code does"),
    ASSERTION_WEAKENED(Level.MEDIUM, "code passes now that did not pass before"),
    TEST_EMPTIED(Level.MEDIUM, "a test that asserts nothing passes whatever the code does"),
    EXCEPTION_SWALLOWED(Level.MEDIUM, "what goes wrong in there is not seen"),
    NUMBER_CONTRADICTED(
            Level.MEDIUM,
            "what was asked for stands nowhere but there, and tests may follow the code"),
    EXPECTED_VALUE_COPIED(
            Level.MEDIUM, "a value that follows the code proves nothing about the code"),
    FIXTURE_CHANGED(Level.LOW, "tests that look the same may start from something else"),
    MOCK_ADDED(Level.LOW, "what is replaced is not tested");

    /// By rule, then by place.
    static final Comparator<Finding> MOST_TELLING_FIRST =
            Comparator.comparing(Smell::of)
                    .thenComparing(f -> f.place().file())
                    .thenComparingInt(f -> f.place().line());

    private final Level level;
    private final String why;

    Smell(Level level, String why) {
        this.level = level;
        this.why = why;
    }

    String rule() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Finding at(Place place, String what) {
        return Findings.advised(Findings.of(rule(), level, place, what), why);
    }

    private static Smell of(Finding finding) {
        return valueOf(finding.rule().toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
