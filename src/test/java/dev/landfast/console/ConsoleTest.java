package dev.landfast.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final Terminal COLOUR = new Terminal(true, 40);

    @Test
    void text_from_outside_loses_everything_a_terminal_obeys() {
        assertThat(Plain.line("a\u001b[31mb\u0007\r\nc\u009b1m\u202Etxt"))
                .isEqualTo("a?[31mb?  c?1m?txt");
        assertThat(Plain.text("a\tb\nc\u0000")).isEqualTo("a\tb\nc?");
    }

    @Test
    void a_cut_marks_itself_and_never_splits_a_character() {
        assertThat(Plain.cut("😀😀😀", 2)).isEqualTo("😀…");
        assertThat(Plain.cut("abc", 3)).isEqualTo("abc");
    }

    @Test
    void escapes_are_written_only_to_a_terminal_that_wants_them() {
        assertThat(Terminal.of(true, "", "xterm", "80").ansi()).isTrue();
        assertThat(Terminal.of(true, "1", "xterm", "80").ansi()).isFalse();
        assertThat(Terminal.of(false, "", "xterm", "80").ansi()).isFalse();
        assertThat(Terminal.of(true, "", "dumb", "80").ansi()).isFalse();
        assertThat(Terminal.plain().paint(Tone.BAD, "no")).isEqualTo("no");
    }

    @Test
    void a_width_that_is_no_number_is_the_usual_one() {
        assertThat(Terminal.of(true, "", "xterm", "wide").columns()).isEqualTo(100);
    }

    @Test
    void columns_align_whatever_their_colour_and_the_last_is_cut() {
        var table =
                new Table()
                        .row(Table.Cell.of("a", Tone.GOOD), Table.Cell.of("one"))
                        .row(Table.Cell.of("long"), Table.Cell.of("x".repeat(100)));

        assertThat(table.lines(Terminal.plain()).getFirst()).isEqualTo("a     one");
        assertThat(table.lines(COLOUR).getFirst()).isEqualTo("\u001b[32ma\u001b[0m     one");
        assertThat(table.lines(COLOUR).get(1)).hasSize(40).endsWith("…");
    }

    @Test
    void a_live_block_is_drawn_in_place_on_a_terminal_only() {
        var piped = new StringBuilder();
        var live = new Live(Terminal.plain(), piped::append);
        live.draw(() -> List.of("working"));
        live.say(List.of("done"));
        assertThat(piped.toString()).isEqualTo("done\n");

        var shown = new StringBuilder();
        var drawn = new Live(COLOUR, shown::append);
        drawn.draw(() -> List.of("one", "two"));
        drawn.say(List.of("done"));
        assertThat(shown.toString()).isEqualTo("one\ntwo\n\u001b[2A\u001b[Jdone\n");
    }
}
