package dev.landfast.step;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Who a proxy lets in: its address names user and password before the host, and every program that
/// is given the address may print it.
final class Logins {

    private static final Pattern NAMED = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)@");

    private Logins() {}

    /// What of an environment is nobody else's to read, by what to call it.
    static Map<String, String> of(Map<String, String> environment) {
        var found = new LinkedHashMap<String, String>();
        environment.forEach((name, value) -> {
            var login = NAMED.matcher(value);
            if (name.toLowerCase(Locale.ROOT).endsWith("_proxy") && login.find()) {
                add(name, login.group(1), found);
            }
        });
        return found;
    }

    private static void add(String name, String login, Map<String, String> found) {
        var plain = decoded(login);
        found.put(name + " login", login);
        found.put(name + " plain login", plain);
        found.put(
                name + " encoded login",
                Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
        found.put(name + " password", login.substring(login.indexOf(':') + 1));
        found.put(name + " plain password", plain.substring(plain.indexOf(':') + 1));
    }

    private static String decoded(String login) {
        try {
            return URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return login;
        }
    }
}
