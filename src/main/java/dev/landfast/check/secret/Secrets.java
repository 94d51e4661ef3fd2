package dev.landfast.check.secret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Recognises secrets by their form: keys and tokens that say whose they are, private keys,
/// passwords in addresses, and assignments to names such as `password`.
public final class Secrets {

    private static final int PIECE = 20_000;
    private static final int OVERLAP = 1_000;
    private static final int SHOWN = 4;
    private static final double RANDOM = 3.0;
    private static final double VERY_RANDOM = 3.5;
    private static final int LONG = 16;

    /// A form that a secret has.
    ///
    /// @param pattern its first group is the secret itself
    private record Form(String rule, Pattern pattern, Kind kind) {}

    private enum Kind {
        /// Tells by itself what it is.
        TOKEN,
        /// Anything, in a place where a secret belongs.
        SPOKEN,
        /// The same without quotes, as settings have it and code has not.
        SETTING
    }

    /// What was found. Nothing but this class looks at the value.
    ///
    /// @param line counts from 1
    record Hit(String rule, int line, String value) {}

    private static final String ADDRESS = "password-in-address";
    private static final String ASSIGNED = "password-assigned";

    private static final String NAME =
            "[\\w.-]{0,40}(?:passwo?r?d|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key"
                    + "|private[_-]?key|auth[_-]?key|credentials?)[\\w.-]{0,40}";

    private static final List<Form> FORMS =
            List.of(
                    token("aws-access-key", "\\b((?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16})\\b"),
                    token(
                            "aws-secret-key",
                            "(?i)aws.{0,30}?(?:secret|key)[^\\n]{0,30}?[\"'=:\\s]([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"),
                    token("github-token", "\\b(gh[pousr]_[A-Za-z0-9]{36,251})"),
                    token("github-token", "\\b(github_pat_[A-Za-z0-9_]{22,251})"),
                    token("gitlab-token", "\\b(gl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{20,200})"),
                    token("slack-token", "\\b(xox[abeoprs]-[A-Za-z0-9-]{10,200})"),
                    token(
                            "slack-webhook",
                            "(hooks\\.slack\\.com/services/T\\w{6,20}/B\\w{6,20}/\\w{16,40})"),
                    token("stripe-key", "\\b([sr]k_(?:live|test)_[A-Za-z0-9]{16,250})"),
                    token("google-key", "\\b(AIza[0-9A-Za-z_-]{35})"),
                    token("npm-token", "\\b(npm_[A-Za-z0-9]{36})\\b"),
                    token("pypi-token", "\\b(pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{40,250})"),
                    token("sendgrid-key", "\\b(SG\\.[\\w-]{16,40}\\.[\\w-]{16,60})"),
                    token(
                            "api-key",
                            "\\b(sk-(?:[a-z]{2,10}-)?(?=[\\w-]{0,60}\\d)[A-Za-z0-9_-]{20,200})"),
                    token(
                            "json-web-token",
                            "\\b(eyJ[A-Za-z0-9_-]{8,2000}\\.eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{10,1000})"),
                    spoken(
                            ADDRESS,
                            "\\b[a-z][a-z0-9+.-]{1,30}://[^/\\s:@'\"<>{}$]{0,100}:([^/\\s:@'\"<>{}$]{3,200})@[\\w.\\[-]"),
                    spoken(
                            ASSIGNED,
                            "(?i)(?<![\\w.-])[\"']?"
                                    + NAME
                                    + "[\"']?\\]?\\s{0,5}(?::\\s{0,5}[\\w.]{1,40}\\s{0,5})?(?:=>|:=|=|:)\\s{0,5}[bru]?[\"']([^\"'\\s]{8,200})[\"']"),
                    new Form(
                            ASSIGNED,
                            Pattern.compile(
                                    "(?i)^\\s{0,40}(?:export\\s{1,5}|ENV\\s{1,5}|-\\s{1,5})?"
                                            + NAME
                                            + "\\s{0,5}[=:]\\s{0,5}([^\"'\\s$<{(\\[,;]{8,200})\\s{0,9}$"),
                            Kind.SETTING));

    private static final Pattern SETTINGS =
            Pattern.compile(
                    "(.*/)?(\\.env.*|Dockerfile|.*\\.(env|ini|cfg|conf|properties|ya?ml|toml|sh|bash))");
    private static final Pattern SPEAKS =
            Pattern.compile("(?i)pass|pwd|secret|token|key|credential|://");

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----");
    private static final int LONGEST_KEY = 8_000;
    private static final int SHORTEST_KEY = 64;

    private static final Pattern STANDS_FOR_ONE =
            Pattern.compile(
                    "(?i).*(example|change.?(me|it)|placeholder|dummy|your|xxx|\\*\\*\\*|fake|sample|"
                            + "redacted|insert|replace|masked|secret.?here|todo|test|password|passwd|hunter2"
                            + "|localhost|not.?a.?secret|<|\\$\\{|\\{\\{|%\\(|\\.\\.\\.|…).*");
    private static final Pattern WORDS = Pattern.compile("[a-z._:/-]+|[A-Z._:/-]+|[A-Za-z_]+");
    private static final Pattern CODE =
            Pattern.compile(
                    "[A-Za-z_][\\w.]*(\\(.*|\\[.*)|(self|os|settings|config|env)\\..*|\\d+([.:/-]\\d+)*");

    private Secrets() {}

    private static Form token(String rule, String pattern) {
        return new Form(rule, Pattern.compile(pattern), Kind.TOKEN);
    }

    private static Form spoken(String rule, String pattern) {
        return new Form(rule, Pattern.compile(pattern), Kind.SPOKEN);
    }

    /// Each secret once a line.
    static List<Hit> in(String path, String text) {
        var hits = new ArrayList<Hit>(keys(text));
        var settings = SETTINGS.matcher(path).matches();
        var number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            Set<String> seen = new HashSet<>();
            for (var from = 0; from == 0 || from < line.length(); from += PIECE - OVERLAP) {
                var piece = line.substring(from, Math.min(line.length(), from + PIECE));
                for (var value : inPiece(piece, settings, seen)) {
                    hits.add(new Hit(value.rule(), number, value.value()));
                }
            }
        }
        return hits;
    }

    private static List<Hit> inPiece(String piece, boolean settings, Set<String> seen) {
        var hits = new ArrayList<Hit>();
        var speaks = SPEAKS.matcher(piece).find();
        for (var form : FORMS) {
            if (form.kind() == Kind.TOKEN || (speaks && (form.kind() == Kind.SPOKEN || settings))) {
                form.pattern()
                        .matcher(piece)
                        .results()
                        .map(match -> match.group(1))
                        .filter(v -> counts(form, v) && isNew(v, seen))
                        .forEach(v -> hits.add(new Hit(form.rule(), 0, v)));
            }
        }
        return hits;
    }

    /// A token that is assigned to a name is found once, as what it is.
    private static boolean isNew(String value, Set<String> seen) {
        return seen.stream().noneMatch(s -> s.contains(value) || value.contains(s))
                && seen.add(value);
    }

    private static boolean counts(Form form, String value) {
        if (entropy(value) < RANDOM || value.endsWith("EXAMPLE") || value.contains("xxxx")) {
            return form.rule().equals(ADDRESS) && !standsForOne(value);
        }
        return form.kind() == Kind.TOKEN || !standsForOne(value);
    }

    private static boolean standsForOne(String value) {
        return STANDS_FOR_ONE.matcher(value).matches()
                || WORDS.matcher(value).matches()
                || CODE.matcher(value).matches();
    }

    /// A private key is as many lines as it is; the one it begins on is named.
    private static List<Hit> keys(String text) {
        var hits = new ArrayList<Hit>();
        for (var key = KEY.matcher(text); key.find(); ) {
            var rest = text.substring(key.end(), Math.min(text.length(), key.end() + LONGEST_KEY));
            var end = rest.indexOf("-----END");
            var body = (end < 0 ? rest : rest.substring(0, end)).replaceAll("\\\\[nr]|\\s", "");
            if (body.length() >= SHORTEST_KEY && entropy(body) >= VERY_RANDOM) {
                var line =
                        (int) text.substring(0, key.start()).chars().filter(c -> c == '\n').count();
                hits.add(new Hit("private-key", line + 1, body));
            }
        }
        return hits;
    }

    /// Bits a character.
    private static double entropy(String value) {
        var counts = new int[128];
        value.chars().forEach(c -> counts[c % 128]++);
        var bits = 0.0;
        for (var count : counts) {
            if (count > 0) {
                var share = (double) count / value.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }

    /// Whether a text should not be shown: it holds a secret, or is as random as one.
    public static boolean looksLikeOne(String text) {
        return !in("", text).isEmpty()
                || (text.length() >= LONG
                        && entropy(text) >= VERY_RANDOM
                        && text.matches("[!-~]*\\d[!-~]*")
                        && !text.toLowerCase(Locale.ROOT).startsWith("http"));
    }

    /// Its first characters, a quarter of it at most.
    public static String masked(String value) {
        return value.substring(0, Math.min(SHOWN, value.length() / 4)) + "…";
    }
}
