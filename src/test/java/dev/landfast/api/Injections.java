package dev.landfast.api;

import dev.landfast.yaml.PlainYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Texts that want to be obeyed, by the place where a run meets them.
public final class Injections {

    private static final Path FILE = Path.of("src/test/resources/dev/landfast/api/injections.yaml");

    private Injections() {}

    public static Map<String, List<String>> all() {
        try {
            var all = new LinkedHashMap<String, List<String>>();
            if (PlainYaml.read(Files.readString(FILE)) instanceof Map<?, ?> places) {
                places.forEach((place, texts) ->
                        all.put(
                                String.valueOf(place),
                                ((List<?>) texts).stream().map(String::valueOf).toList()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> neutral() {
        var texts = new LinkedHashMap<String, String>();
        all().keySet().forEach(place -> texts.put(place, "plain words for " + place));
        return texts;
    }

    static int waves() {
        return all().values().stream().mapToInt(List::size).max().orElse(0);
    }

    /// One text in each place; harmless ones where there are no more.
    static Map<String, String> wave(int number) {
        var texts = neutral();
        all().forEach((place, all) -> {
            if (number < all.size()) {
                texts.put(place, all.get(number));
            }
        });
        return texts;
    }

    /// A text with what the base's own role and skill say put back to the harmless words.
    static String trusted(String text, Map<String, String> texts) {
        var plain = neutral();
        var put = text;
        for (var place : List.of("role", "skill")) {
            put = put.replace(texts.getOrDefault(place, ""), plain.getOrDefault(place, ""));
        }
        return put;
    }
}
