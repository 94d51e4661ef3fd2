package dev.landfast.agent.role;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A pattern of paths from the root of a repository: `*` within a name, `**` across folders, `?`,
/// and `{a,b}` for either.
record Glob(String text, Pattern pattern) {

    private static final Set<String> ALL = Set.of("**", "**/*");
    private static final String PLAIN = "\\.[]()+-^$|#&";

    static Glob of(String text) {
        var from = text.replaceFirst("^\\./", "").replaceAll("(\\*\\*/)+", "**/");
        try {
            return new Glob(from, Pattern.compile(regex(from)));
        } catch (PatternSyntaxException e) {
            return new Glob(from, Pattern.compile(Pattern.quote(from)));
        }
    }

    private static String regex(String glob) {
        var regex = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < glob.length(); i++) {
            var c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '{') {
                regex.append("(?:");
                depth++;
            } else if (c == '}' && depth > 0) {
                regex.append(')');
                depth--;
            } else if (c == ',' && depth > 0) {
                regex.append('|');
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(PLAIN.indexOf(c) >= 0 || c == '}' ? "\\" : "").append(c);
            }
        }
        return regex.toString();
    }

    boolean takes(String path) {
        return pattern.matcher(path).matches();
    }

    /// Whether it is about every file there can be.
    boolean takesAll() {
        return ALL.contains(text);
    }
}
