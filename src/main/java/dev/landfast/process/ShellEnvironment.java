package dev.landfast.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Carries an environment unharmed through a shell.
///
/// A shell hands on what it inherits, but changes or drops some: names that cannot be its
/// variables, the ones it keeps for itself, and those of our shim. What a loader obeys would act on
/// the shim and on what contains the task. These few are given back by `env` as the last thing
/// before the command.
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

    /// The dynamic linkers of Linux and macOS, and what the C library loads by name.
    private static final Pattern OF_LOADERS =
            Pattern.compile("(LD|DYLD)_.*|GCONV_PATH|GLIBC_TUNABLES");

    private ShellEnvironment() {}

    /// What the shim's shells may inherit.
    static boolean plain(String name) {
        return VARIABLE.matcher(name).matches()
                && !KEPT_BY_SHELLS.contains(name)
                && !OF_LOADERS.matcher(name).matches()
                && !name.startsWith("_lf_")
                && !name.startsWith("BASH_");
    }

    /// A command with words before it that set the rest; as it is where there is no rest.
    static List<String> setting(Map<String, String> environment, List<String> command) {
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
        words.addAll(command);
        return words;
    }
}
