package dev.landfast.check.dependency;

import dev.landfast.gate.Json;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The packages that a tree names, as its lock files and requirements say.
///
/// @param open names that are asked for and have no version
record Pins(List<Pin> pins, Set<String> open) {

    private static final Pattern LOCK = Pattern.compile("(.*/)?(uv|poetry|pdm)\\.lock");
    private static final Pattern REQUIREMENTS =
            Pattern.compile("(.*/)?requirements[^/]*\\.txt|(.*/)?requirements/[^/]+\\.txt");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern PINNED =
            Pattern.compile(
                    "("
                            + NAME
                            + ")\\s*(?:\\[[^\\]]*])?\\s*===?\\s*([^\\s;,*#\\\\]+)\\s*(?:[;#\\\\].*)?");
    private static final Pattern VALUE = Pattern.compile("(name|version)\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern DECLARED =
            Pattern.compile("(?ms)^dependencies\\s*=\\s*\\[(.*?)^?\\s*]\\s*$");
    private static final Pattern QUOTED = Pattern.compile("[\"'](" + NAME + ")[^\"']*[\"']");

    Pins {
        pins = List.copyOf(pins);
        open = Set.copyOf(open);
    }

    /// @param line where it is written; 0 where that is not known
    record Pin(String name, String version, String file, int line) {}

    static Pins of(Tree tree) {
        var pins = new ArrayList<Pin>();
        Set<String> asked = new TreeSet<>();
        for (var file : new TreeSet<>(tree.files().keySet())) {
            if (LOCK.matcher(file).matches()) {
                locked(file, text(tree, file), pins);
            } else if (file.equals("Pipfile.lock") || file.endsWith("/Pipfile.lock")) {
                pipfile(file, text(tree, file), pins);
            } else if (REQUIREMENTS.matcher(file).matches()) {
                required(file, text(tree, file), pins, asked);
            } else if (file.equals("pyproject.toml")) {
                declared(text(tree, file), asked);
            }
        }
        Set<String> known = new HashSet<>();
        pins.forEach(p -> known.add(p.name()));
        asked.removeAll(known);
        return new Pins(pins, asked);
    }

    private static String text(Tree tree, String file) {
        return new String(tree.content(file), StandardCharsets.UTF_8);
    }

    /// As PEP 503 compares names.
    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    private static void locked(String file, String text, List<Pin> pins) {
        var name = "";
        var number = 0;
        for (var line : text.split("\\R", -1)) {
            number++;
            var value = VALUE.matcher(line);
            if (line.startsWith("[")) {
                name = line.startsWith("[[package]]") ? "?" : "";
            } else if (!name.isEmpty() && value.matches()) {
                if (value.group(1).equals("name")) {
                    name = normal(value.group(2));
                } else {
                    pins.add(new Pin(name, value.group(2), file, number));
                }
            }
        }
    }

    private static void pipfile(String file, String text, List<Pin> pins) {
        try {
            var lock = Json.parse(text);
            for (var section : List.of("default", "develop")) {
                for (var each : lock.path(section).properties()) {
                    var version = each.getValue().path("version").asString("");
                    pins.add(
                            new Pin(
                                    normal(each.getKey()),
                                    version.replaceFirst("^=+", ""),
                                    file,
                                    0));
                }
            }
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    file + " cannot be read: " + e.getMessage(), "lock the dependencies again");
        }
    }

    private static void required(String file, String text, List<Pin> pins, Set<String> asked) {
        var number = 0;
        for (var raw : text.split("\\R", -1)) {
            number++;
            var line = raw.strip();
            var pinned = PINNED.matcher(line);
            var name = NAME.matcher(line);
            if (pinned.matches()) {
                pins.add(new Pin(normal(pinned.group(1)), pinned.group(2), file, number));
            } else if (name.lookingAt()) {
                asked.add(normal(name.group()));
            }
        }
    }

    private static void declared(String text, Set<String> asked) {
        for (var list = DECLARED.matcher(text); list.find(); ) {
            for (var name = QUOTED.matcher(list.group(1)); name.find(); ) {
                asked.add(normal(name.group(1)));
            }
        }
    }
}
