package dev.landfast.merge;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Places where a merge that reads well can do harm: a person resolves conflicts there.
final class Sensitive {

    private static final Pattern MIGRATION =
            Pattern.compile("(?:.*/)?(?:migrations|alembic)/(?:.*/)?[^/]+\\.(?:py|sql)");
    private static final Pattern SECURITY =
            Pattern.compile(
                    ".*(?<![a-z])(?:auth[nz]?|authenti\\w*|authori[sz]\\w*|oauth\\w*|login|security|permissions?|crypto\\w*"
                            + "|passwords?|tokens?|jwt|secrets?|sessions?|acl|rbac)(?![a-z]).*");
    private static final Pattern INTERFACE =
            Pattern.compile("(?:.*/)?(?:__init__\\.py|[^/]+\\.pyi|[^/]+\\.proto|openapi[^/]*)");
    private static final Pattern PROCESS =
            Pattern.compile("\\.github/.*|\\.gitlab-ci.*|landfast\\.yaml|(?:.*/)?Dockerfile");

    private Sensitive() {}

    /// Why, in a few words; empty for an ordinary file.
    static Optional<String> why(String path) {
        var name = path.toLowerCase(Locale.ROOT);
        if (isMigration(path)) {
            return Optional.of("a migration");
        }
        if (SECURITY.matcher(name).matches() && !isTest(name)) {
            return Optional.of("security-sensitive code");
        }
        if (INTERFACE.matcher(name).matches() && !isTest(name)) {
            return Optional.of("a public interface");
        }
        return PROCESS.matcher(path).matches()
                ? Optional.of("how the project is built and checked")
                : Optional.empty();
    }

    static boolean isMigration(String path) {
        return MIGRATION.matcher(path).matches();
    }

    private static boolean isTest(String name) {
        return name.startsWith("tests/") || name.contains("/tests/");
    }
}
