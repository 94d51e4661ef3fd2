package dev.landfast.engine;

import java.util.ArrayList;
import java.util.List;

/// Paths of steps in a run: ids from the root, with the round of each loop and the key of each
/// item.
///
/// `landing.2/final`, `stories[10-a/20-b]/quality.1/unit`. What the engine adds to a step is behind
/// an exclamation mark: `unit!backoff`.
public final class Paths {

    private Paths() {}

    public static String child(String parent, String id) {
        return parent.isEmpty() ? id : parent + "/" + id;
    }

    public static String round(String path, int round) {
        return path + "." + round;
    }

    /// The part of a path that names the items it is within; empty outside of all.
    static String items(String path) {
        return path.substring(0, path.lastIndexOf(']') + 1);
    }

    public static String item(String path, String key) {
        return path + "[" + key.replace("%", "%25").replace("[", "%5B").replace("]", "%5D") + "]";
    }

    public static String aside(String path, String what) {
        return path + "!" + what;
    }

    public static boolean isAside(String path) {
        return path.lastIndexOf('!') > path.lastIndexOf('/');
    }

    /// The parts between slashes; a slash inside an item's key does not count.
    public static List<String> segments(String path) {
        var parts = new ArrayList<String>();
        var from = 0;
        var inside = false;
        for (var i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c == '[') {
                inside = true;
            } else if (c == ']') {
                inside = false;
            } else if (c == '/' && !inside) {
                parts.add(path.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(path.substring(from));
        return parts;
    }

    /// A segment's step id, without round, item or what the engine added.
    public static String id(String segment) {
        for (var i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (c == '.' || c == '[' || c == '!') {
                return segment.substring(0, i);
            }
        }
        return segment;
    }

    /// The round a segment names, or 0.
    public static int roundOf(String segment) {
        var dot = segment.indexOf('.');
        if (dot < 0 || segment.indexOf('[') >= 0) {
            return 0;
        }
        return digits(segment, dot + 1);
    }

    /// The path without rounds: the same for every pass of a loop.
    public static String plain(String path) {
        var plain = new StringBuilder(path.length());
        for (var segment : segments(path)) {
            if (!plain.isEmpty()) {
                plain.append('/');
            }
            plain.append(roundOf(segment) > 0 ? id(segment) : segment);
        }
        return plain.toString();
    }

    /// Whether one path is the other, or below it, or something the engine added to it.
    public static boolean within(String path, String root) {
        return path.startsWith(root)
                && (path.length() == root.length()
                        || "/!.[".indexOf(path.charAt(root.length())) >= 0);
    }

    /// The round of `loop` that `path` lies in, or 0.
    public static int roundUnder(String path, String loop) {
        if (path.length() <= loop.length() + 1
                || !path.startsWith(loop)
                || path.charAt(loop.length()) != '.') {
            return 0;
        }
        return digits(path, loop.length() + 1);
    }

    private static int digits(String text, int from) {
        var number = 0;
        for (var i = from; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
