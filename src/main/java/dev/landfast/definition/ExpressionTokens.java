package dev.landfast.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a condition into words, values and signs.
final class ExpressionTokens {

    /// Characters of one condition at most.
    static final int LONGEST = 1_000;

    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<space>\\s+)"
                            + "|(?<number>-?[0-9]+(?:\\.[0-9]+)?)(?![A-Za-z0-9_.-])"
                            + "|(?<word>[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*)"
                            + "|(?<text>'[^']*'|\"[^\"]*\")"
                            + "|(?<sign>==|!=|<=|>=|&&|\\|\\||[<>()\\[\\],=!])");

    private ExpressionTokens() {}

    enum TokenType {
        NUMBER,
        WORD,
        TEXT,
        SIGN,
        END
    }

    /// @param offset characters before it
    record Token(TokenType type, String text, int offset) {

        boolean is(String other) {
            return text.equals(other) && (type == TokenType.SIGN || type == TokenType.WORD);
        }
    }

    static List<Token> of(String text) {
        if (text.length() > LONGEST) {
            throw new Misread("the condition is longer than " + LONGEST + " characters", 0);
        }
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw unexpected(text, at);
            }
            add(tokens, matcher.group(), at, type(matcher));
            at = matcher.end();
        }
        tokens.add(new Token(TokenType.END, "the end", at));
        return tokens;
    }

    private static void add(List<Token> tokens, String text, int at, TokenType type) {
        switch (type) {
            case END -> {}
            case TEXT -> tokens.add(new Token(type, text.substring(1, text.length() - 1), at));
            case NUMBER, WORD, SIGN -> tokens.add(new Token(type, text, at));
        }
    }

    private static TokenType type(Matcher matcher) {
        if (matcher.group("space") != null) {
            return TokenType.END;
        }
        if (matcher.group("number") != null) {
            return TokenType.NUMBER;
        }
        if (matcher.group("word") != null) {
            return TokenType.WORD;
        }
        return matcher.group("text") != null ? TokenType.TEXT : TokenType.SIGN;
    }

    private static Misread unexpected(String text, int at) {
        if (text.startsWith("$", at)) {
            return new Misread("a condition is written without ${}", at);
        }
        var sign = new String(Character.toChars(text.codePointAt(at)));
        return new Misread(Problems.quote(sign) + " has no meaning in a condition", at);
    }

    /// A condition that cannot be read, and where.
    static final class Misread extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int offset;

        Misread(String message, int offset) {
            super(message, null, false, false);
            this.offset = offset;
        }

        int offset() {
            return offset;
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }
}
