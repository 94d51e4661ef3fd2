package dev.landfast.journal;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Ids of runs: the day and six random characters, `261120-k3v9q2`. They sort by day, can be read
/// aloud, and are unique across clones, as a landed commit names its run in a trailer.
final class RunIds {

    /// Without vowels and look-alikes.
    private static final String ALPHABET = "23456789bcdfghjkmnpqrstvwxz";

    private final Supplier<RandomGenerator> source;

    /// The source of randomness is made when an id is: those who only read do without.
    RunIds() {
        this(SecureRandom::new);
    }

    RunIds(Supplier<RandomGenerator> source) {
        this.source = source;
    }

    String next(Instant now) {
        var random = source.get();
        var id = day(now).append('-');
        for (var i = 0; i < 6; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    private static StringBuilder day(Instant now) {
        var iso = Stamp.text(now);
        return new StringBuilder(iso.substring(2, 4)).append(iso, 5, 7).append(iso, 8, 10);
    }
}
