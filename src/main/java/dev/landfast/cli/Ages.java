package dev.landfast.cli;

import java.time.Duration;
import java.time.Instant;

/// Times as people say them.
record Ages(Instant now) {

    /// `3 min ago`
    String ago(Instant then) {
        var age = Duration.between(then, now);
        return age.toSeconds() < 5 ? "just now" : shortly(age) + " ago";
    }

    /// `in 3 min`
    String in(Instant then) {
        var left = Duration.between(now, then);
        return left.isNegative() ? "now" : "in " + shortly(left);
    }

    /// `12 s`, `3 min`, `5 h`, `2 d`: the largest unit alone.
    static String shortly(Duration time) {
        var seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    /// As {@link #shortly}, but with tenths below ten seconds and seconds below an hour: how long
    /// something took.
    static String exactly(Duration time) {
        var millis = Math.max(0, time.toMillis());
        if (millis < 10_000) {
            return millis / 1000 + "." + millis / 100 % 10 + " s";
        }
        var seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
