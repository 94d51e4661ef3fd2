package dev.landfast.check.dependency;

import dev.landfast.gate.Json;
import dev.landfast.gate.Unmeasured;
import dev.landfast.gate.UnreadableReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Advisories in OSV format, one file each, as far as they are about packages of PyPI.
///
/// @param newest when the last of them was changed, as it is written there
record Advisories(Map<String, List<JsonNode>> byPackage, int files, String newest) {

    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+!_-]*");

    Advisories {
        byPackage = Map.copyOf(byPackage);
    }

    /// What is known against one version of a package.
    ///
    /// @param names its own and those that others know it by
    record Known(String id, Set<String> names, Severity severity, String summary) {

        Known {
            names = Set.copyOf(names);
        }
    }

    static Advisories in(Path folder) {
        Map<String, List<JsonNode>> found = new HashMap<>();
        var files = 0;
        var newest = "";
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                var advisory = Json.read(file);
                if (!advisory.path("id").isString() || !advisory.path("affected").isArray()) {
                    throw new UnreadableReport(file.getFileName() + " is no advisory");
                }
                files++;
                var modified = advisory.path("modified").asString("");
                newest = modified.compareTo(newest) > 0 ? modified : newest;
                if (!advisory.has("withdrawn")) {
                    packages(advisory)
                            .forEach(p ->
                                    found.computeIfAbsent(p, n -> new ArrayList<>()).add(advisory));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableReport e) {
            throw Unmeasured.evidence(
                    "an advisory cannot be read: " + e.getMessage(),
                    "fetch the advisories again, whole");
        }
        return new Advisories(found, files, newest);
    }

    private static Set<String> packages(JsonNode advisory) {
        Set<String> names = new HashSet<>();
        advisory.path("affected").forEach(a -> name(a).ifPresent(names::add));
        return names;
    }

    private static Optional<String> name(JsonNode affected) {
        var of = affected.path("package");
        return of.path("ecosystem").asString("").equals("PyPI")
                ? Optional.of(Pins.normal(of.path("name").asString("")))
                : Optional.empty();
    }

    /// A package and a version of it that is worse than low, for a canary.
    Optional<Example> example() {
        return byPackage.keySet().stream()
                .sorted()
                .flatMap(name -> versions(name).map(version -> new Example(name, version)))
                .filter(e ->
                        against(e.name(), e.version()).stream()
                                .anyMatch(known -> known.severity() != Severity.LOW))
                .findFirst();
    }

    /// One version of one package.
    record Example(String name, String version) {}

    /// Those that are written out.
    private Stream<String> versions(String name) {
        return byPackage.getOrDefault(name, List.of()).stream()
                .flatMap(advisory -> advisory.path("affected").valueStream())
                .flatMap(affected ->
                        Stream.concat(
                                affected.path("versions").valueStream().map(v -> v.asString("")),
                                affected.path("ranges")
                                        .valueStream()
                                        .flatMap(range -> range.path("events").valueStream())
                                        .map(event -> event.path("introduced").asString(""))))
                .filter(version -> PLAIN.matcher(version).matches());
    }

    List<Known> against(String name, String version) {
        var known = new ArrayList<Known>();
        Set<String> seen = new HashSet<>();
        for (var advisory : byPackage.getOrDefault(name, List.of())) {
            var hit =
                    advisory.path("affected")
                            .valueStream()
                            .filter(a -> name(a).filter(name::equals).isPresent())
                            .anyMatch(a -> affects(a, version));
            var names = names(advisory);
            if (hit && names.stream().noneMatch(seen::contains)) {
                known.add(
                        new Known(
                                advisory.path("id").asString(""),
                                names,
                                Severity.of(advisory),
                                advisory.path("summary").asString("")));
            }
            if (hit) {
                seen.addAll(names);
            }
        }
        return known;
    }

    private static Set<String> names(JsonNode advisory) {
        Set<String> names = new HashSet<>(Set.of(advisory.path("id").asString("")));
        advisory.path("aliases").forEach(a -> names.add(a.asString("")));
        return names;
    }

    private static boolean affects(JsonNode affected, String version) {
        var listed =
                affected.path("versions")
                        .valueStream()
                        .anyMatch(v -> same(v.asString(""), version));
        return listed
                || affected.path("ranges")
                        .valueStream()
                        .filter(r -> r.path("type").asString("").equals("ECOSYSTEM"))
                        .anyMatch(r -> isIn(r.path("events"), version));
    }

    private static boolean same(String left, String right) {
        var one = Version.parse(left);
        return one.isPresent() ? one.equals(Version.parse(right)) : left.equals(right);
    }

    /// Events come in order: introduced, fixed, introduced again.
    private static boolean isIn(JsonNode events, String text) {
        var version = Version.parse(text);
        if (version.isEmpty()) {
            // What cannot be compared may be affected.
            return true;
        }
        var inside = false;
        for (var event : events) {
            if (event.has("introduced")) {
                inside = inside || isAtLeast(version.get(), event.path("introduced").asString(""));
            } else if (event.has("fixed")) {
                inside = inside && !isAtLeast(version.get(), event.path("fixed").asString(""));
            } else if (event.has("last_affected")) {
                var last = Version.parse(event.path("last_affected").asString(""));
                inside = inside && (last.isEmpty() || version.get().compareTo(last.get()) <= 0);
            }
        }
        return inside;
    }

    private static boolean isAtLeast(Version version, String bound) {
        return Version.parse(bound).map(b -> version.compareTo(b) >= 0).orElse(false);
    }
}
