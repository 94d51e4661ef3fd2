package dev.landfast.git;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Recognises files and texts that should not be committed. A net for accidents with few false
/// alarms; the gate that searches for secrets is stricter.
final class Secrets {

    private static final Pattern ENVIRONMENT = Pattern.compile("\\.env(\\..+)?|.+\\.env");
    private static final Pattern SAMPLE =
            Pattern.compile(".*\\b(example|sample|template|dist|defaults?)\\b.*");
    private static final Pattern KEY_FILE =
            Pattern.compile(
                    "id_(rsa|dsa|ecdsa|ed25519)(_sk)?|.+\\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk)");
    private static final Pattern STORE =
            Pattern.compile(
                    "\\.netrc|\\.pypirc|\\.pgpass|\\.htpasswd|credentials(\\.json)?"
                            + "|service[-_]account.*\\.json|\\.git-credentials");

    private static final Map<String, Pattern> CONTENT = new LinkedHashMap<>();

    static {
        CONTENT.put("a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"));
        CONTENT.put("an AWS access key", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"));
        CONTENT.put(
                "a GitHub token",
                Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36,}\\b|\\bgithub_pat_\\w{30,}\\b"));
        CONTENT.put("a GitLab token", Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20,}"));
        CONTENT.put("a Slack token", Pattern.compile("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"));
        CONTENT.put("a Google API key", Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}\\b"));
        CONTENT.put("a Stripe key", Pattern.compile("\\b[sr]k_live_[0-9A-Za-z]{20,}\\b"));
        CONTENT.put(
                "a model provider's key",
                Pattern.compile("\\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}"));
        CONTENT.put("a PyPI token", Pattern.compile("\\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{40,}"));
    }

    private Secrets() {}

    /// Something in a text that looks like a secret.
    ///
    /// @param line counts from 1
    /// @param text is compared with what was there before, and never shown
    record Hit(String kind, int line, String text) {

        /// The same secret on another line is the same.
        @Override
        public boolean equals(Object other) {
            return other instanceof Hit hit && hit.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return kind + " in line " + line;
        }
    }

    static Optional<String> byName(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (ENVIRONMENT.matcher(name).matches() && !SAMPLE.matcher(name).matches()) {
            return Optional.of("the name of an environment file");
        }
        if (KEY_FILE.matcher(name).matches()) {
            return Optional.of("the name of a key");
        }
        return STORE.matcher(name).matches()
                ? Optional.of("the name of a password store")
                : Optional.empty();
    }

    static List<Hit> in(String text) {
        var hits = new ArrayList<Hit>();
        CONTENT.forEach((kind, pattern) -> {
            var match = pattern.matcher(text);
            while (match.find()) {
                var above = text.substring(0, match.start()).split("\n", -1);
                hits.add(new Hit(kind, above.length, match.group()));
            }
        });
        return hits;
    }
}
