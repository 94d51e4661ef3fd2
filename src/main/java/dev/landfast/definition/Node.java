package dev.landfast.definition;

import java.util.List;
import java.util.Optional;

/// A YAML document as positions and texts, before anybody asks what it means.
sealed interface Node {

    Position at();

    /// @param plain written without quotes, so that it may mean a number or a truth value
    record Scalar(Position at, String text, boolean plain) implements Node {

        /// Text, `Long`, `Double` or `Boolean`, as YAML 1.2 reads it; empty text for nothing.
        Object value() {
            if (!plain) {
                return text;
            }
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> number();
            };
        }

        boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        private Object number() {
            if (text.length() > 18 || !text.matches("[-+]?[0-9]+(\\.[0-9]+)?")) {
                return text;
            }
            return text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
        }
    }

    record Sequence(Position at, List<Node> items) implements Node {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Mapping(Position at, List<Entry> entries) implements Node {

        public Mapping {
            entries = List.copyOf(entries);
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().equals(key)).findFirst();
        }
    }

    /// @param at where the key stands
    record Entry(Position at, String key, Node value) {}

    /// What a message calls it.
    default String what() {
        return switch (this) {
            case Scalar s when s.isNothing() -> "nothing";
            case Scalar s -> Problems.quote(s.text());
            case Sequence(var _, var items) -> items.isEmpty() ? "an empty list" : "a list";
            case Mapping _ -> "a mapping";
        };
    }
}
