package dev.landfast.cli;

import java.util.ArrayList;
import java.util.List;

/// What may follow a verb. Parsing, help and completion read the same description.
///
/// @param arguments as help shows them: `RUN [STEP]`
/// @param least how many of them there must be
/// @param most how many there may be
record Usage(String arguments, int least, int most, List<Option> options, List<String> examples) {

    static final int ANY = Integer.MAX_VALUE;

    Usage {
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }

    /// An option.
    ///
    /// @param name without its dashes
    /// @param letter its short form, or empty
    /// @param value what its value is called in help; empty for a flag
    record Option(String name, String letter, String value, String about) {

        boolean takesValue() {
            return !value.isEmpty();
        }
    }

    /// Nothing but `--help`.
    static Usage none() {
        return of("", 0, 0);
    }

    static Usage of(String arguments, int least, int most) {
        return new Usage(arguments, least, most, List.of(), List.of());
    }

    Usage flag(String name, String about) {
        return with(new Option(name, "", "", about));
    }

    Usage flag(String name, String letter, String about) {
        return with(new Option(name, letter, "", about));
    }

    Usage value(String name, String value, String about) {
        return with(new Option(name, "", value, about));
    }

    /// With `--json`, as every command that reads has.
    Usage json() {
        return flag("json", "the same as one line of JSON, in a shape that stays");
    }

    Usage example(String example) {
        return new Usage(arguments, least, most, options, plus(examples, example));
    }

    private Usage with(Option option) {
        return new Usage(arguments, least, most, plus(options, option), examples);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        var more = new ArrayList<>(list);
        more.add(one);
        return more;
    }
}
