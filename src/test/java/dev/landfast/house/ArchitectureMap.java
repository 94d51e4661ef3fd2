package dev.landfast.house;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The two tables of ARCHITECTURE.md as data: the packages with what each may use, and the doors to
/// the outside.
record ArchitectureMap(List<Row> rows, List<Door> doors) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /// One package: what it may use is named, or is every row below it. Ground is for all that
    /// stand above it.
    record Row(
            String name,
            boolean planned,
            boolean ground,
            boolean everythingBelow,
            Set<String> mayUse) {}

    /// Members that only some packages may touch, as patterns such as `java.lang.System.out`.
    record Door(List<String> members, Set<String> packages) {}

    ArchitectureMap {
        rows = List.copyOf(rows);
        doors = List.copyOf(doors);
    }

    static ArchitectureMap parse(String markdown) {
        var rows = new ArrayList<Row>();
        var doors = new ArrayList<Door>();
        var section = "";
        for (var line : markdown.lines().toList()) {
            if (line.startsWith("## ")) {
                section = line.substring(3).strip();
            } else if (line.startsWith("| `") && section.equals("The map")) {
                rows.add(row(cells(line)));
            } else if (line.startsWith("| `") && section.equals("Doors to the outside")) {
                doors.add(door(cells(line)));
            }
        }
        return new ArchitectureMap(rows, doors);
    }

    private static Row row(List<String> cells) {
        return new Row(
                names(cells.get(0)).getFirst(),
                cells.get(1).contains("*planned*"),
                cells.get(1).contains("*for all*"),
                cells.get(2).contains("everything below"),
                new LinkedHashSet<>(names(cells.get(2))));
    }

    private static Door door(List<String> cells) {
        return new Door(names(cells.get(0)), new LinkedHashSet<>(names(cells.get(1))));
    }

    private static List<String> cells(String line) {
        return Pattern.compile("\\|")
                .splitAsStream(line.strip().substring(1))
                .map(String::strip)
                .toList();
    }

    private static List<String> names(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    Optional<Row> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    Set<String> below(Row row) {
        return rows.subList(rows.indexOf(row) + 1, rows.size()).stream()
                .map(Row::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Set<String> mayUse(Row row) {
        var allowed = row.everythingBelow() ? below(row) : new LinkedHashSet<>(row.mayUse());
        rows.subList(rows.indexOf(row) + 1, rows.size()).stream()
                .filter(Row::ground)
                .map(Row::name)
                .forEach(allowed::add);
        return allowed;
    }
}
