package dev.landfast.gate;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A defect that a check has to notice, to be planted in a throw-away checkout.
///
/// @param files path → text, each new, or added at the end of what the base has there
/// @param with settings of the check for this once: no tolerance, less to run
/// @param tests the tests that are enough for it; empty for all
/// @param material what is handed in instead, for a check that judges an answer
/// @param where what a finding about it names: a path, or a rule
public record Plant(
        Map<String, String> files,
        Map<String, Object> with,
        List<String> tests,
        Optional<String> material,
        String where) {

    public Plant {
        files = Map.copyOf(files);
        with = Map.copyOf(with);
        tests = List.copyOf(tests);
    }

    /// One new file, which a finding has to name.
    public static Plant file(String path, String text) {
        return new Plant(Map.of(path, text), Map.of(), List.of(), Optional.empty(), path);
    }

    /// An answer that has to be refused.
    public static Plant answer(String answer, String rule) {
        return new Plant(Map.of(), Map.of(), List.of(), Optional.of(answer), rule);
    }

    /// With a further file.
    public Plant and(String path, String text) {
        var all = new LinkedHashMap<>(files);
        all.put(path, text);
        return new Plant(all, with, tests, material, where);
    }

    /// With these settings of the check.
    public Plant with(Map<String, Object> settings) {
        return new Plant(files, settings, tests, material, where);
    }

    /// With no tests but these.
    public Plant testedBy(String... paths) {
        return new Plant(files, with, List.of(paths), material, where);
    }

    byte[] content(String path) {
        return files.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
    }
}
