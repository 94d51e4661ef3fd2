package dev.landfast.definition;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as the language writes them: `30s`, `5m`, `1h30m`, `7d`, and `250ms`.
public final class Durations {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:([0-9]{1,5})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,7})m)?"
                            + "(?:([0-9]{1,8})(?:\\.([0-9]{1,3}))?s)?(?:([0-9]{1,9})ms)?");

    private Durations() {}

    /// Empty when the text is not a duration.
    public static Optional<Duration> parse(String text) {
        var match = FORM.matcher(text);
        if (text.isEmpty() || text.length() > 40 || !match.matches()) {
            return Optional.empty();
        }
        var fraction = match.group(5) == null ? "0" : (match.group(5) + "00").substring(0, 3);
        return Optional.of(
                Duration.ofDays(number(match.group(1)))
                        .plusHours(number(match.group(2)))
                        .plusMinutes(number(match.group(3)))
                        .plusSeconds(number(match.group(4)))
                        .plusMillis(Long.parseLong(fraction))
                        .plusMillis(number(match.group(6))));
    }

    /// The shortest form that {@link #parse} reads back.
    public static String format(Duration duration) {
        var text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
