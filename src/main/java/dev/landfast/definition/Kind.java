package dev.landfast.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A kind of step, described as data: what the parser, the JSON Schema, lint and the reference know
/// about it. What it does is its executor's business.
///
/// @param name the key that names it in a definition
/// @param value what stands after that key
/// @param keys what else a step of this kind may say
public record Kind(String name, String about, Key value, Map<String, Key> keys, Traits traits) {

    public Kind {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /// @param companions which of `timeout, retry, recover, repair-through, verdicts, by, with,
    ///   env` make sense
    /// @param outputs what later steps may look up; empty when that is not known beforehand
    /// @param edits it changes the worktree, so it runs where the worktree is
    /// @param later keys that this version records and does not act on
    public record Traits(
            Set<String> companions,
            Optional<Set<String>> outputs,
            boolean edits,
            Set<String> later) {

        public Traits {
            companions = Collections.unmodifiableSet(new LinkedHashSet<>(companions));
            later = Collections.unmodifiableSet(new LinkedHashSet<>(later));
        }
    }

    /// One setting.
    ///
    /// @param type `text, name, path, paths, texts, integer, number, share, boolean, duration,
    ///   choice, role, gate, loop, step, steps, condition, command, map` or `any`
    /// @param keys the settings below a `map`; a map without any is free
    public record Key(
            String type, String about, boolean required, Range range, Map<String, Key> keys) {

        public Key {
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        }

        static Key of(String type, String about) {
            return new Key(type, about, false, Range.ANY, Map.of());
        }

        static Key choice(String about, String... choices) {
            var range = new Range(List.of(choices), Optional.empty(), Optional.empty());
            return new Key("choice", about, false, range, Map.of());
        }

        static Key between(String type, double min, double max) {
            var range = new Range(List.of(), Optional.of(min), Optional.of(max));
            return new Key(type, "", false, range, Map.of());
        }
    }

    /// Which values of a type are allowed.
    public record Range(List<String> choices, Optional<Double> min, Optional<Double> max) {

        static final Range ANY = new Range(List.of(), Optional.empty(), Optional.empty());

        public Range {
            choices = List.copyOf(choices);
        }

        boolean holds(double number) {
            return min.map(least -> number >= least).orElse(true)
                    && max.map(most -> number <= most).orElse(true);
        }

        /// `from 1 to 10`, for messages.
        String text() {
            var from = min.map(v -> "from " + plain(v)).orElse("");
            var to = max.map(v -> " to " + plain(v)).orElse(from.isEmpty() ? "" : " upwards");
            return (from + to).strip();
        }

        private static String plain(double number) {
            return number == Math.rint(number)
                    ? String.valueOf((long) number)
                    : String.valueOf(number);
        }
    }
}
