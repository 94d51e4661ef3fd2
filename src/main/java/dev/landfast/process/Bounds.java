package dev.landfast.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one task may reach beyond the system's own programs.
///
/// Of two paths the deeper decides: a folder that may be written can lie in one that is hidden. A
/// path that is named twice is hidden if it is hidden once.
///
/// @param write folders and files it may write, which it can then read as well
/// @param read what it may only read; without meaning where a level does not restrict reading
/// @param hidden what it must neither read nor write, whatever lies around it
/// @param instead path → the file that is read there instead; only {@link ContainmentLevel#STRICT}
///   can do that
public record Bounds(
        List<Path> write,
        List<Path> read,
        List<Path> hidden,
        Map<Path, Path> instead,
        Network network) {

    public Bounds {
        write = List.copyOf(write);
        read = List.copyOf(read);
        hidden = List.copyOf(hidden);
        instead = Map.copyOf(instead);
    }

    /// Nothing but the system's programs.
    public static Bounds of(Network network) {
        return new Bounds(List.of(), List.of(), List.of(), Map.of(), network);
    }

    public Bounds writing(List<Path> more) {
        return new Bounds(joined(write, more), read, hidden, instead, network);
    }

    public Bounds reading(List<Path> more) {
        return new Bounds(write, joined(read, more), hidden, instead, network);
    }

    public Bounds hiding(List<Path> more) {
        return new Bounds(write, read, joined(hidden, more), instead, network);
    }

    public Bounds showing(Path path, Path file) {
        Map<Path, Path> more = new LinkedHashMap<>(instead);
        more.put(path, file);
        return new Bounds(write, read, hidden, more, network);
    }

    public Bounds with(Network changed) {
        return new Bounds(write, read, hidden, instead, changed);
    }

    static List<Path> joined(List<Path> some, List<Path> more) {
        List<Path> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
