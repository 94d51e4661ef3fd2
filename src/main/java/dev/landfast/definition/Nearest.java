package dev.landfast.definition;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what was probably meant: the known word at the smallest edit distance, if it is near.
public final class Nearest {

    private Nearest() {}

    /// @return empty when no known word is near
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > 100) {
            return Optional.empty();
        }
        var wanted = word.toLowerCase(Locale.ROOT);
        var best = Optional.<String>empty();
        int least = word.length() < 3 ? 1 : word.length() / 3 + 1;
        for (var candidate : known) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance < least && !candidate.equals(word)) {
                least = distance;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /// Insertions, deletions, replacements and swaps of neighbours, each counting one.
    private static int distance(String a, String b) {
        var d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] =
                        Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (swapped(a, b, i, j)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private static boolean swapped(String a, String b, int i, int j) {
        return i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
