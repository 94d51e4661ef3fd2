package dev.landfast.check.dependency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A version of a Python package, ordered as PEP 440 says; what is local to a build is left out.
///
/// @param parts epoch, then the release without zeros at its end
/// @param suffix phase and number: development, alpha, beta, candidate, the release itself, after
///   it
record Version(List<Long> parts, List<Long> suffix) implements Comparable<Version> {

    private static final Pattern FORM =
            Pattern.compile(
                    "v?(?:(\\d{1,9})!)?(\\d{1,9}(?:\\.\\d{1,9}){0,20})"
                            + "(?:[-_.]?(a|alpha|b|beta|c|rc|pre|preview)[-_.]?(\\d{0,9}))?"
                            + "(?:(?:[-_.]?(post|rev|r)[-_.]?(\\d{0,9}))|-(\\d{1,9}))?"
                            + "(?:[-_.]?(dev)[-_.]?(\\d{0,9}))?"
                            + "(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+){0,20})?");
    private static final long LAST = Long.MAX_VALUE;

    Version {
        parts = List.copyOf(parts);
        suffix = List.copyOf(suffix);
    }

    /// Empty for what is no version.
    static Optional<Version> parse(String text) {
        var form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        var parts = new ArrayList<Long>();
        for (var each : form.group(2).split("\\.", -1)) {
            parts.add(Long.parseLong(each));
        }
        while (parts.size() > 1 && parts.getLast() == 0) {
            parts.removeLast();
        }
        parts.addFirst(number(form.group(1)));
        var post = form.group(5) != null || form.group(7) != null;
        var dev = form.group(8) != null;
        var suffix = new ArrayList<Long>();
        if (form.group(3) != null) {
            suffix.add(phase(form.group(3)));
            suffix.add(number(form.group(4)));
        } else {
            suffix.add(dev && !post ? 0L : 4L);
            suffix.add(0L);
        }
        suffix.add(post ? 1 + number(form.group(form.group(7) == null ? 6 : 7)) : 0L);
        suffix.add(dev ? number(form.group(9)) : LAST);
        return Optional.of(new Version(parts, suffix));
    }

    private static long phase(String word) {
        return switch (word.charAt(0)) {
            case 'a' -> 1;
            case 'b' -> 2;
            default -> 3;
        };
    }

    private static long number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    @Override
    public int compareTo(Version other) {
        var first = compare(parts, other.parts);
        return first != 0 ? first : compare(suffix, other.suffix);
    }

    private static int compare(List<Long> left, List<Long> right) {
        for (var i = 0; i < Math.max(left.size(), right.size()); i++) {
            var order =
                    Long.compare(
                            i < left.size() ? left.get(i) : 0, i < right.size() ? right.get(i) : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
