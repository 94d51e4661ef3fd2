package dev.landfast.process;

import dev.landfast.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The shim's script, and the command that runs a task under it.
final class Shim {

    /// Exit codes of the script.
    static final int NEVER_BEGAN = 73;

    static final int CANNOT_WRITE = 74;
    static final int TAKEN = 75;

    private static final String SCRIPT = "shim.sh";
    private static final String HOLD = "hold";
    private static final Pattern NAMED = Pattern.compile("/shim-[^/]+\\.sh$");

    private Shim() {}

    /// Puts the script, with the places of this machine's tools filled in, below `area` under a
    /// name made from its content; a copy of an older release stays for the tasks that run it.
    static Path install(Path area) throws IOException {
        String script = script();
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        Path place = area.resolve("shim-" + sum(bytes) + ".sh");
        if (Files.exists(place) && Files.readString(place).equals(script)) {
            return place;
        }
        WholeFile.put(place, bytes);
        return place;
    }

    /// The command line documented at the head of the script.
    static List<String> running(Path script, List<String> words) {
        List<String> line = new ArrayList<>(shim(script, "run"));
        line.addAll(words);
        return line;
    }

    /// One that waits to be told its task, in a namespace of its own if the mode has any. It keeps
    /// one log: not for a task whose stderr goes elsewhere.
    static List<String> holding(Path script, Platform.Mode mode) {
        List<String> line = new ArrayList<>(shim(script, HOLD));
        line.add(word(mode));
        return line;
    }

    /// Whether a command line is that of one that was made ahead.
    static boolean isHeld(List<String> line) {
        return line.contains(HOLD) && line.stream().anyMatch(word -> NAMED.matcher(word).find());
    }

    private static String word(Platform.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> shim(Path script, String part) {
        return List.of(tool("setsid"), tool("sh"), script.toString(), part);
    }

    /// What the script is told about a task.
    static List<String> words(TaskSpec spec, StateDirectory directory, Platform.Mode mode) {
        TaskSpec.Options options = spec.options();
        long piece = options.limits().logBytes() / 8;
        List<String> words = new ArrayList<>();
        words.add(directory.path().toString());
        words.addAll(List.of(spec.id(), word(mode)));
        words.add(Long.toString(options.limits().logBytes() - 2 * piece));
        words.add(Long.toString(piece));
        words.add(options.separateStderr() ? "yes" : "no");
        words.add(spec.directory().toString());
        List<String> command = ShellEnvironment.setting(spec.environment(), spec.command());
        words.addAll(options.containment().wrap(command, spec.directory()));
        return words;
    }

    private static String script() throws IOException {
        try (InputStream resource = Shim.class.getResourceAsStream(SCRIPT)) {
            if (resource == null) {
                throw new IOException("the shim's script is not part of this build");
            }
            StringBuilder text = new StringBuilder();
            for (String name : Platform.NEEDED) {
                define(text, name, tool(name));
            }
            define(text, "unshare", Platform.tool("unshare").map(Path::toString).orElse(""));
            // Every shell that reads it reads its comments, too.
            new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.stripLeading().startsWith("#") && !line.isBlank())
                    .forEach(line -> text.append(line).append('\n'));
            return text.toString();
        }
    }

    private static void define(StringBuilder text, String name, String path) {
        text.append("_lf_").append(name).append("='").append(path).append("'\n");
    }

    private static String tool(String name) {
        return Platform.tool(name).map(Path::toString).orElse(name);
    }

    /// Nobody's word is taken for it, see {@link #install}: it only has to differ from release to
    /// release, and this one takes no time on a JVM that has just started.
    private static String sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return HexFormat.of().toHexDigits((int) sum.getValue()) + "-" + bytes.length;
    }
}
