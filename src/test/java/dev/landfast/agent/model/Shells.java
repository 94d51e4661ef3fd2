package dev.landfast.agent.model;

/// Shell commands that a model would type.
final class Shells {

    private Shells() {}

    /// Writes a file, its folders included.
    static String writing(String path, String content) {
        var mark = "END_OF_FILE";
        return "mkdir -p \"$(dirname '%1$s')\" && cat >'%1$s' <<'%3$s'\n%2$s\n%3$s\n"
                .formatted(path, content.stripTrailing(), mark);
    }
}
