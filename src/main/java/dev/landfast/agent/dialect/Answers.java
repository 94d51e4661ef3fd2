package dev.landfast.agent.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Finds a structured answer: in the file that was asked for, else in the last words.
final class Answers {

    private static final int LARGEST = 1 << 20;
    private static final Pattern FENCED =
            Pattern.compile("```(?:json)?\\s*\\n(\\{.*?})\\s*\\n```", Pattern.DOTALL);

    private Answers() {}

    static Optional<String> find(Path file, String message) {
        return read(file).or(() -> in(message));
    }

    /// The whole of the words, else the last block of code that is an object.
    private static Optional<String> in(String message) {
        var whole = message.strip();
        if (isObject(whole)) {
            return Optional.of(whole);
        }
        return FENCED.matcher(message)
                .results()
                .map(found -> found.group(1))
                .filter(Answers::isObject)
                .reduce((_, last) -> last);
    }

    private static boolean isObject(String text) {
        return text.startsWith("{") && Line.parse(text).filter(JsonNode::isObject).isPresent();
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Laid.read(file, LARGEST))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
