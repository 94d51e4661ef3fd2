package dev.landfast.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Carries an environment unharmed through a shell.
///
/// A shell hands on what it inherits, but changes or drops some: names that cannot be its
/// variables, the ones it keeps for itself, and those of our shim. These few are given back by
/// `env` as the last thing before the command.
final class ShellEnvironment {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> KEPT_BY_SHELLS =
            Set.of(
                    "_",
                    "BASH_ENV",
                    "CDPATH",
                    "ENV",
                    "IFS",
                    "LINENO",
                    "MAIL",
                    "MAILCHECK",
                    "MAILPATH",
                    "OLDPWD",
                    "OPTARG",
                    "OPTIND",
                    "PPID",
                    "PS1",
                    "PS2",
                    "PS4",
                    "PWD",
                    "SHELLOPTS",
                    "SHLVL");

    private ShellEnvironment() {}

    /// What the shim's shells may inherit.
    static boolean plain(String name) {
        return VARIABLE.matcher(name).matches()
                && !KEPT_BY_SHELLS.contains(name)
                && !name.startsWith("_lf_")
                && !name.startsWith("BASH_");
    }

    /// The words that set the rest, to be put before a command; none when there is no rest.
    static List<String> strange(Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (!plain(name)) {
                words.add(name + "=" + value);
            }
        });
        if (!words.isEmpty()) {
            // No `--` behind the variables: env takes the first word without `=` as the command,
            // and a command with `=` in its name is refused before it gets here.
            words.addFirst(Platform.tool("env").map(Object::toString).orElse("env"));
        }
        return words;
    }
}
