package dev.landfast.workspace;

import java.util.regex.Pattern;

/// The names of features: they become folders, branches and parts of refs.
public final class Names {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,79}");

    private Names() {}

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static void check(String name) {
        if (!isName(name)) {
            throw Trouble.badName(name);
        }
    }
}
