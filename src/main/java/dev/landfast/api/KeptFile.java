package dev.landfast.api;

import dev.landfast.file.WholeFile;
import dev.landfast.gate.Hashes;
import dev.landfast.gate.Stamps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A kept answer in its file: text after text, read in a fraction of the time that JSON takes in a
/// program that has just started. A damaged file is none.
///
/// @param question the hash of everything the answer depends on but the machine
/// @param restsOn what of the machine it depends on
/// @param answer a pass without findings or waivers: nothing else is kept
record KeptFile(String question, Stamps restsOn, Gated answer) {

    /// SHA-256 in hex.
    private static final int HASH = 64;

    static Optional<KeptFile> read(Path file) {
        try {
            return Files.isRegularFile(file) ? whole(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What follows the hash of itself.
    private static Optional<KeptFile> whole(byte[] bytes) throws IOException {
        var from = Math.min(HASH, bytes.length);
        var hash = new String(bytes, 0, from, StandardCharsets.US_ASCII);
        var content = Arrays.copyOfRange(bytes, from, bytes.length);
        return Hashes.of(content).equals(hash)
                ? Optional.of(new Reader(content).kept())
                : Optional.empty();
    }

    /// Where it cannot be written nothing is kept.
    void write(Path file) {
        try {
            WholeFile.put(file, bytes());
        } catch (IOException e) {
            return;
        }
    }

    private byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            var writer = new Writer(out);
            writer.text(question);
            writer.map(restsOn.seen());
            writer.answer(answer);
        }
        var content = bytes.toByteArray();
        var hash = Hashes.of(content).getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(hash, hash.length + content.length);
        System.arraycopy(content, 0, all, hash.length, content.length);
        return all;
    }

    private record Writer(DataOutputStream out) {

        void text(String text) throws IOException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        void texts(List<String> texts) throws IOException {
            out.writeInt(texts.size());
            for (var text : texts) {
                text(text);
            }
        }

        void map(Map<String, String> map) throws IOException {
            texts(List.copyOf(map.keySet()));
            for (var name : List.copyOf(map.keySet())) {
                text(String.valueOf(map.get(name)));
            }
        }

        void answer(Gated gated) throws IOException {
            var said = gated.said();
            text(said.gate());
            text(said.answers());
            text(said.subject());
            out.writeLong(said.took().toNanos());
            out.writeInt(gated.rows().size());
            for (var row : gated.rows()) {
                text(row.asked());
                text(row.verdict());
                text(row.measured());
                out.writeLong(row.took().toNanos());
                out.writeBoolean(row.reused());
            }
            var beside = gated.beside();
            out.writeBoolean(beside.shadow());
            text(beside.partly());
            text(beside.again());
            texts(beside.lists().unmeasured());
            texts(beside.lists().remarks());
            texts(beside.lists().notes());
            for (var format : Gated.FORMATS) {
                text(gated.as(format));
            }
        }
    }

    private record Reader(DataInputStream in) {

        Reader(byte[] bytes) {
            this(new DataInputStream(new ByteArrayInputStream(bytes)));
        }

        KeptFile kept() throws IOException {
            var question = text();
            var restsOn = new Stamps(map());
            return new KeptFile(question, restsOn, answer());
        }

        private String text() throws IOException {
            var length = in.readInt();
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        private List<String> texts() throws IOException {
            var texts = new ArrayList<String>();
            for (var left = in.readInt(); left > 0; left--) {
                texts.add(text());
            }
            return texts;
        }

        private Map<String, String> map() throws IOException {
            var map = new HashMap<String, String>();
            for (var name : texts()) {
                map.put(name, text());
            }
            return map;
        }

        private Gated answer() throws IOException {
            var said =
                    new Gated.Said(
                            Gated.End.PASSED,
                            text(),
                            text(),
                            text(),
                            Duration.ofNanos(in.readLong()));
            var rows = new ArrayList<Gated.Row>();
            for (var left = in.readInt(); left > 0; left--) {
                rows.add(
                        new Gated.Row(
                                text(),
                                text(),
                                text(),
                                Duration.ofNanos(in.readLong()),
                                in.readBoolean()));
            }
            var beside =
                    new Gated.Beside(
                            in.readBoolean(),
                            text(),
                            text(),
                            new Gated.Lists(List.of(), texts(), texts(), texts()));
            var forms = new HashMap<String, String>();
            for (var format : Gated.FORMATS) {
                forms.put(format, text());
            }
            return new Gated(said, rows, List.of(), beside, format -> form(forms, format));
        }

        private static String form(Map<String, String> forms, String format) {
            return Optional.ofNullable(forms.get(format)).orElseThrow(() -> Gated.unknown(format));
        }
    }
}
