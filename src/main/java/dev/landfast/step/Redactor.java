package dev.landfast.step;

import dev.landfast.journal.Artifact;
import dev.landfast.journal.Artifacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Takes the values of variables out of what is kept, and leaves their names. It works on bytes as
/// they pass, so that a value is found wherever it stands and however large the rest is.
final class Redactor {

    /// Shorter ones are words of any text.
    private static final int SHORTEST = 6;

    private final List<Secret> secrets;
    private final int longest;

    private record Secret(String value, String instead) {}

    /// @param values by name
    Redactor(Map<String, String> values) {
        this.secrets =
                values.entrySet().stream()
                        .filter(each -> each.getValue().length() >= SHORTEST)
                        .map(each -> new Secret(latin(each.getValue()), "[" + each.getKey() + "]"))
                        .sorted(Comparator.comparingInt(each -> -each.value().length()))
                        .toList();
        this.longest = secrets.stream().mapToInt(each -> each.value().length()).max().orElse(0);
    }

    /// A letter a byte, so that text and files are searched alike.
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    boolean idle() {
        return secrets.isEmpty();
    }

    String text(String text) {
        if (idle()) {
            return text;
        }
        var clean = clean(latin(text), true);
        return new String(
                clean.done().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// @param done what can be handed on
    /// @param rest how many characters at the end may still be the beginning of a value
    private record Clean(String done, int rest) {}

    private Clean clean(String text, boolean last) {
        var done = new StringBuilder();
        var end = last ? text.length() : Math.max(0, text.length() - longest + 1);
        var at = 0;
        while (at < end) {
            var from = at;
            var first =
                    secrets.stream()
                            .map(each -> new Found(each, text.indexOf(each.value(), from)))
                            .filter(each -> each.at() >= 0 && each.at() < end)
                            .min(Comparator.comparingInt(Found::at));
            done.append(text, at, first.map(Found::at).orElse(end));
            at = first.map(each -> each.at() + each.secret().value().length()).orElse(end);
            first.ifPresent(each -> done.append(each.secret().instead()));
        }
        return new Clean(done.toString(), text.length() - at);
    }

    /// Of two at one place the longer comes first.
    private record Found(Secret secret, int at) {}

    /// Stores the content of a text file without the values.
    Artifact kept(Artifacts artifacts, String name, Path file) {
        try (var in = new Passing(Files.newInputStream(file))) {
            return artifacts.put(name, "text/plain", in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Passing extends InputStream {

        private final InputStream in;
        private String rest = "";
        private byte[] ready = new byte[0];
        private int next;
        private boolean over;

        Passing(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (next == ready.length) {
                if (over) {
                    return -1;
                }
                fill();
            }
            var count = Math.min(length, ready.length - next);
            System.arraycopy(ready, next, into, offset, count);
            next += count;
            return count;
        }

        private void fill() throws IOException {
            var chunk = in.readNBytes(64 << 10);
            over = chunk.length == 0;
            var text = rest + new String(chunk, StandardCharsets.ISO_8859_1);
            var clean = clean(text, over);
            rest = text.substring(text.length() - clean.rest());
            ready = clean.done().getBytes(StandardCharsets.ISO_8859_1);
            next = 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
