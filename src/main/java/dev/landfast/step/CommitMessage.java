package dev.landfast.step;

/// Lines of a conventional commit.
final class CommitMessage {

    private static final int SUBJECT_CHARACTERS = 72;
    private static final int LINE_CHARACTERS = 100;

    private CommitMessage() {}

    /// `feat(scope): summary`, cut to the usual 72 characters.
    static String first(String type, String scope, String summary) {
        var head = scope.isBlank() ? type + ": " : type + "(" + line(scope) + "): ";
        var text = line(summary).replaceFirst("\\.$", "");
        var lower =
                text.isEmpty()
                        ? "change"
                        : Character.toLowerCase(text.charAt(0)) + text.substring(1);
        return cut(head + lower, SUBJECT_CHARACTERS);
    }

    /// One line without anything that ends it.
    static String line(String text) {
        return cut(text.replaceAll("[\\p{Cntrl}]+", " ").strip(), LINE_CHARACTERS);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1).stripTrailing() + "…";
    }
}
