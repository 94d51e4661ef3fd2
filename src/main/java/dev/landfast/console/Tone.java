package dev.landfast.console;

/// What a piece of text means. Colour only repeats what the words say.
public enum Tone {
    GOOD("32"),
    BAD("31"),
    CARE("33"),
    NAME("36"),
    STRONG("1"),
    FAINT("2");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
