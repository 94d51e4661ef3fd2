package dev.landfast.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How files and folders looked when something was taken from them. Until one of them looks
/// different, it holds.
///
/// @param seen file or folder → size, last change of the content and of the entry, number. The time
///   of the entry's last change is the kernel's word: no tool can put it back
public record Stamps(Map<String, String> seen) {

    private static final String ABSENT = "-";
    private static final Duration UNSETTLED = Duration.ofSeconds(2);

    public Stamps {
        seen = Map.copyOf(seen);
    }

    /// As they look now; what is not there counts as well.
    public static Stamps of(Collection<Path> places) {
        var seen = new HashMap<String, String>();
        places.forEach(place -> seen.put(place.toString(), stamp(place.toString())));
        return new Stamps(seen);
    }

    /// Both; empty where they saw one place differently.
    public Optional<Stamps> and(Stamps others) {
        var all = new HashMap<>(seen);
        for (var other : others.seen.entrySet()) {
            var known = all.putIfAbsent(other.getKey(), other.getValue());
            if (known != null && !known.equals(other.getValue())) {
                return Optional.empty();
            }
        }
        return Optional.of(new Stamps(all));
    }

    /// Whether everything still looks so. What cannot be said never does.
    public boolean hold() {
        return seen.entrySet().stream()
                .allMatch(e -> !e.getValue().isEmpty() && stamp(e.getKey()).equals(e.getValue()));
    }

    /// Whether the last change of each is over: of two in one tick of the clock the second leaves
    /// the same stamp.
    public boolean settled(Instant now) {
        var latest = now.minus(UNSETTLED).toEpochMilli();
        return seen.values().stream()
                .filter(stamp -> !stamp.isEmpty() && !stamp.equals(ABSENT))
                .allMatch(stamp -> millis(stamp, 1) < latest && millis(stamp, 2) < latest);
    }

    private static long millis(String stamp, int word) {
        return TimeUnit.NANOSECONDS.toMillis(Long.parseLong(stamp.split(" ", -1)[word]));
    }

    /// As `probe.py` says it. `-` for what is not there, nothing where it cannot be said.
    private static String stamp(String place) {
        try {
            var path = Path.of(place);
            // Many are not there, and an exception takes longer than a look.
            if (!path.toFile().exists()) {
                return ABSENT;
            }
            var now = Files.readAttributes(path, "unix:size,lastModifiedTime,ctime,ino");
            return now.get("size")
                    + " "
                    + nanos(now.get("lastModifiedTime"))
                    + " "
                    + nanos(now.get("ctime"))
                    + " "
                    + now.get("ino");
        } catch (IOException e) {
            return ABSENT;
        } catch (InvalidPathException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static long nanos(@Nullable Object time) {
        return time instanceof FileTime known ? known.to(TimeUnit.NANOSECONDS) : 0;
    }
}
