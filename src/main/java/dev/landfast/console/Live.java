package dev.landfast.console;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A block of lines at the bottom of a terminal that is drawn again in place; without a terminal,
/// only lines that are new are written, each once.
public final class Live {

    private final Terminal terminal;
    private final Consumer<String> out;
    private int drawn;

    /// @param out takes text as it is, without adding a line end
    public Live(Terminal terminal, Consumer<String> out) {
        this.terminal = terminal;
        this.out = out;
    }

    /// Writes lines that stay, above the block.
    public void say(List<String> lines) {
        erase();
        lines.forEach(line -> out.accept(line + "\n"));
    }

    /// Draws the block; a no-op without a terminal.
    public void draw(Supplier<List<String>> lines) {
        if (!terminal.ansi()) {
            return;
        }
        var block = lines.get();
        erase();
        block.forEach(line -> out.accept(line + "\n"));
        drawn = block.size();
    }

    /// Takes the block away.
    public void erase() {
        if (drawn > 0) {
            out.accept("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }
}
