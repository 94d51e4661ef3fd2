package dev.landfast.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which agent does the work, as configured or given on the command line.
public sealed interface AgentChoice {

    /// Any executable: the brief on stdin and in a file, text or JSON back.
    ///
    /// @param command program and arguments; no shell is involved
    record Command(List<String> command) implements AgentChoice {

        public Command {
            command = List.copyOf(command);
        }
    }

    /// A recorded cassette.
    record Replay(Path folder) implements AgentChoice {}

    /// A person; the run waits for `landfast done`.
    record Human() implements AgentChoice {}

    /// A coding agent's own program.
    ///
    /// @param program with leading arguments, where it is not the maker's usual name
    /// @param models by tier (`deep`, `standard`, `fast`), and `default` for the others
    /// @param arguments put behind ours
    record Coding(
            Maker maker,
            List<String> program,
            Map<String, String> models,
            Connection connection,
            List<String> arguments)
            implements AgentChoice {

        public Coding {
            program = List.copyOf(program);
            models = Map.copyOf(models);
            arguments = List.copyOf(arguments);
        }

        /// The usual program with its usual models, or with one model for everything.
        static Coding usual(Maker maker, Optional<String> model) {
            return new Coding(
                    maker,
                    List.of(maker.program()),
                    model.map(name -> Map.of("default", name)).orElse(Map.of()),
                    new Connection(Optional.empty(), maker.keys().getFirst()),
                    List.of());
        }

        public Optional<String> endpoint() {
            return connection.endpoint();
        }

        public String key() {
            return connection.key();
        }

        /// The model of a tier, where one is named.
        public Optional<String> model(String tier) {
            return Optional.ofNullable(models.get(tier))
                    .or(() -> Optional.ofNullable(models.get("default")));
        }

        /// Variables of the person's that it has its key in: those of its maker, and the one that
        /// it is configured with.
        public Set<String> keys() {
            var keys = new LinkedHashSet<>(maker.keys());
            keys.add(key());
            return keys;
        }

        /// As it is written in settings.
        public Map<String, Object> written() {
            return Map.of(maker.word(), CodingForm.write(this));
        }
    }

    /// @param endpoint the address of an API that is not the maker's own
    /// @param key name of the environment variable with the key for it
    record Connection(Optional<String> endpoint, String key) {}

    /// Any agent that speaks the Agent Client Protocol.
    ///
    /// @param command program and arguments that begin a conversation on its standard input
    record Acp(List<String> command) implements AgentChoice {

        public Acp {
            command = List.copyOf(command);
        }
    }

    /// What the forms are, for messages.
    String FORMS =
            "human, replay:FOLDER, command:PROGRAM ARGUMENTS…, acp:PROGRAM ARGUMENTS… or one of claude, codex, gemini,"
                    + " opencode, with :MODEL behind it or not";

    /// Reads a choice: `human`, `replay:FOLDER`, `command:PROGRAM ARGUMENTS…` as text, or `human`,
    /// `{ replay: FOLDER }`, `{ command: [PROGRAM, …] }` from a settings file.
    ///
    /// @param value text, or a mapping with one key
    /// @param folder what relative paths are relative to
    /// @return empty when it is none of these
    static Optional<AgentChoice> parse(Object value, Path folder) {
        if (value instanceof Map<?, ?> map && map.size() == 1) {
            var entry = map.entrySet().iterator().next();
            var maker = Maker.of(String.valueOf(entry.getKey()));
            if (maker.isPresent()) {
                return CodingForm.parse(maker.get(), entry.getValue(), folder);
            }
            return entry.getValue() instanceof List<?> words
                    ? of(
                            String.valueOf(entry.getKey()),
                            words.stream().map(String::valueOf).toList(),
                            folder)
                    : of(
                            String.valueOf(entry.getKey()),
                            words(String.valueOf(entry.getValue()), folder),
                            folder);
        }
        var text = String.valueOf(value);
        if (text.equals("human")) {
            return Optional.of(new Human());
        }
        var colon = text.indexOf(':');
        var maker = Maker.of(colon < 0 ? text : text.substring(0, colon));
        if (maker.isPresent()) {
            var model = Optional.of(text.substring(colon + 1)).filter(name -> colon > 0);
            return model.filter(String::isBlank).isPresent()
                    ? Optional.empty()
                    : Optional.of(Coding.usual(maker.get(), model));
        }
        return colon < 0
                ? Optional.empty()
                : of(text.substring(0, colon), words(text.substring(colon + 1), folder), folder);
    }

    private static Optional<AgentChoice> of(String kind, List<String> words, Path folder) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind) {
            case "command" -> Optional.of(new Command(CodingForm.program(words, folder)));
            case "acp" -> Optional.of(new Acp(CodingForm.program(words, folder)));
            case "replay" -> Optional.of(new Replay(folder.resolve(words.getFirst())));
            default -> Optional.empty();
        };
    }

    /// What is there by this name is one word, however many spaces are in it.
    private static List<String> words(String text, Path folder) {
        var isName = text.contains("/") && text.indexOf('\0') < 0;
        return isName && Files.exists(folder.resolve(text)) ? List.of(text) : words(text);
    }

    /// Splits at spaces; a part in single or double quotes stays whole.
    private static List<String> words(String text) {
        var found = new ArrayList<String>();
        var word = new StringBuilder();
        var quote = ' ';
        var begun = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quote == ' ' && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else if (c == quote && quote != ' ') {
                quote = ' ';
            } else if (c == ' ' && quote == ' ') {
                if (begun) {
                    found.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            found.add(word.toString());
        }
        return found;
    }
}
