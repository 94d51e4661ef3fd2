package dev.landfast.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/// What the files of a checkout are now, by content.
///
/// @param files path → kind and SHA-256
record TreeDigest(Map<String, String> files, String hash) {

    static TreeDigest of(Path root, Iterable<String> paths) throws IOException {
        var files = new TreeMap<String, String>();
        for (var path : paths) {
            files.put(path, entry(root.resolve(path)));
        }
        MessageDigest digest = Hashes.sha256();
        files.forEach((path, entry) ->
                digest.update((path + '\0' + entry + '\n').getBytes(StandardCharsets.UTF_8)));
        return new TreeDigest(files, Hashes.hex(digest));
    }

    private static String entry(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "link " + Files.readSymbolicLink(file);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "absent";
        }
        return (Files.isExecutable(file) ? "x " : "- ") + Hashes.ofFile(file);
    }
}
