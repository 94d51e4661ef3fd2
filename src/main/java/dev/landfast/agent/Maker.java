package dev.landfast.agent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Whose coding agent: its program, the version whose words were read, what installs it, and the
/// variables that hold its key.
public enum Maker {
    CLAUDE(
            "Claude Code",
            "2.1.329",
            "npm install -g @anthropic-ai/claude-code",
            List.of("ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN", "ANTHROPIC_AUTH_TOKEN")),
    CODEX(
            "Codex",
            "0.169.0",
            "npm install -g @openai/codex",
            List.of("CODEX_API_KEY", "OPENAI_API_KEY")),
    GEMINI(
            "Gemini CLI",
            "0.61.0",
            "npm install -g @google/gemini-cli",
            List.of("GEMINI_API_KEY", "GOOGLE_API_KEY")),
    OPENCODE(
            "OpenCode",
            "1.18.33",
            "npm install -g opencode-ai",
            List.of("OPENCODE_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_API_KEY"));

    private final String title;
    private final String version;
    private final String install;
    private final List<String> keys;

    Maker(String title, String version, String install, List<String> keys) {
        this.title = title;
        this.version = version;
        this.install = install;
        this.keys = keys;
    }

    /// How settings call it, which is also the name of its program.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String program() {
        return word();
    }

    public String title() {
        return title;
    }

    /// The version whose transcripts the outcomes were read off. Another one is taken as it is.
    public String version() {
        return version;
    }

    /// The command that installs it.
    public String install() {
        return install;
    }

    /// Variables of the person's that it is given where they are set; the first is the usual one.
    public List<String> keys() {
        return keys;
    }

    static Optional<Maker> of(String word) {
        return Stream.of(values()).filter(maker -> maker.word().equals(word)).findFirst();
    }
}
