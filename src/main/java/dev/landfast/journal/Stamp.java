package dev.landfast.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Instants as ISO text, the same that `Instant` itself writes and reads. It is given and taken
/// here without the general formatter, because to set that up costs a command that only lists runs
/// a tenth of its time.
final class Stamp {

    private static final int SECONDS = "2026-11-20T12:00:00Z".length();
    private static final int MILLIS = "2026-11-20T12:00:00.000Z".length();
    private static final int MILLION = 1_000_000;
    private static final long NONE = Long.MIN_VALUE;

    /// Days from the first of March of year 0 to 1970.
    private static final long MARCH_OF_YEAR_0 = 719_468;

    private Stamp() {}

    static String text(Instant instant) {
        var at = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        if (instant.getNano() % MILLION != 0 || at.getYear() < 1000 || at.getYear() > 9999) {
            return instant.toString();
        }
        var text = new StringBuilder(MILLIS).append(at.getYear());
        two(text.append('-'), at.getMonthValue());
        two(text.append('-'), at.getDayOfMonth());
        two(text.append('T'), at.getHour());
        two(text.append(':'), at.getMinute());
        two(text.append(':'), at.getSecond());
        var millis = instant.getNano() / MILLION;
        if (millis > 0) {
            two(text.append('.').append(millis / 100), millis % 100);
        }
        return text.append('Z').toString();
    }

    /// @throws java.time.format.DateTimeParseException when it is no instant
    static Instant of(String text) {
        var usual = text.length() == SECONDS || text.length() == MILLIS;
        for (var i = 0; usual && i < text.length(); i++) {
            usual = fits(text.charAt(i), i, text.length());
        }
        var day = usual ? day(text) : NONE;
        if (day == NONE || !clock(text)) {
            // Offsets and midnight as 24:00 only the general reader knows, and it has words for
            // what is no instant.
            return Instant.parse(text);
        }
        var second =
                day * 86_400
                        + number(text, 11, 13) * 3600L
                        + number(text, 14, 16) * 60L
                        + number(text, 17, 19);
        var millis = text.length() == MILLIS ? number(text, 20, 23) : 0;
        return Instant.ofEpochSecond(second, (long) millis * MILLION);
    }

    private static boolean clock(String text) {
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    /// The day since 1970, counted from a March so that a leap day comes last. `LocalDate` would
    /// count it too, and set up the formatter to do so.
    private static long day(String text) {
        var year = number(text, 0, 4);
        var month = number(text, 5, 7);
        var day = number(text, 8, 10);
        var ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        var march = month < 3 ? year - 1 : year;
        var leaps = Math.floorDiv(march, 4) - Math.floorDiv(march, 100) + Math.floorDiv(march, 400);
        var found = march * 365L + leaps + ofYear - MARCH_OF_YEAR_0;
        var back = LocalDate.ofEpochDay(found);
        var same = back.getDayOfMonth() == day && back.getMonthValue() == month;
        return same && back.getYear() == year ? found : NONE;
    }

    private static boolean fits(char letter, int at, int length) {
        if (at == length - 1) {
            return letter == 'Z';
        }
        return switch (at) {
            case 4, 7 -> letter == '-';
            case 10 -> letter == 'T';
            case 13, 16 -> letter == ':';
            case 19 -> letter == '.';
            default -> letter >= '0' && letter <= '9';
        };
    }

    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
