package dev.landfast.console;

import java.util.ArrayList;
import java.util.List;

/// Rows in aligned columns. The last column takes what is left of the width and is cut there.
public final class Table {

    private static final String GAP = "  ";

    private final List<List<Cell>> rows = new ArrayList<>();

    /// One cell; its text must be harmless already.
    public record Cell(String text, Tone tone, boolean toned) {

        public static Cell of(String text) {
            return new Cell(text, Tone.STRONG, false);
        }

        public static Cell of(String text, Tone tone) {
            return new Cell(text, tone, true);
        }

        int width() {
            return text.codePointCount(0, text.length());
        }
    }

    public Table row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// The lines, without trailing spaces.
    public List<String> lines(Terminal terminal) {
        var widths = widths();
        return rows.stream().map(row -> line(row, widths, terminal)).toList();
    }

    private int[] widths() {
        var columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var widths = new int[columns];
        for (var row : rows) {
            for (var i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).width());
            }
        }
        return widths;
    }

    private static String line(List<Cell> row, int[] widths, Terminal terminal) {
        var out = new StringBuilder();
        var used = 0;
        for (var i = 0; i < row.size(); i++) {
            var cell = row.get(i);
            var last = i == row.size() - 1;
            var text =
                    last
                            ? Plain.cut(cell.text(), Math.max(8, terminal.columns() - used))
                            : cell.text();
            out.append(cell.toned() ? terminal.paint(cell.tone(), text) : text);
            if (!last) {
                out.append(" ".repeat(widths[i] - cell.width())).append(GAP);
            }
            used += widths[i] + GAP.length();
        }
        return out.toString().stripTrailing();
    }
}
