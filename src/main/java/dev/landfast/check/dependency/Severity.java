package dev.landfast.check.dependency;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// How bad an advisory says it is. One that does not say counts as high.
enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    private static final double CRITICAL_FROM = 9;
    private static final double HIGH_FROM = 7;
    private static final double MEDIUM_FROM = 4;

    static Severity of(JsonNode advisory) {
        var word = advisory.path("database_specific").path("severity").asString("");
        switch (word.toUpperCase(Locale.ROOT)) {
            case "CRITICAL" -> {
                return CRITICAL;
            }
            case "HIGH" -> {
                return HIGH;
            }
            case "MODERATE", "MEDIUM" -> {
                return MEDIUM;
            }
            case "LOW" -> {
                return LOW;
            }
            default -> {}
        }
        for (var each : advisory.path("severity")) {
            var score = score(each.path("score").asString(""));
            if (score.isPresent()) {
                return of(score.getAsDouble());
            }
        }
        return HIGH;
    }

    static Severity of(double score) {
        if (score >= CRITICAL_FROM) {
            return CRITICAL;
        }
        return score >= HIGH_FROM ? HIGH : score >= MEDIUM_FROM ? MEDIUM : LOW;
    }

    /// The base score of a CVSS 3 vector; empty for anything else.
    static OptionalDouble score(String vector) {
        if (!vector.startsWith("CVSS:3")) {
            return OptionalDouble.empty();
        }
        Map<String, String> of = new HashMap<>();
        for (var part : vector.split("/", -1)) {
            var colon = part.indexOf(':');
            if (colon > 0) {
                of.put(part.substring(0, colon), part.substring(colon + 1));
            }
        }
        var changed = of.getOrDefault("S", "").equals("C");
        var loss =
                1
                        - (1 - weight(of, "C", "H.56 L.22"))
                                * (1 - weight(of, "I", "H.56 L.22"))
                                * (1 - weight(of, "A", "H.56 L.22"));
        var impact =
                changed ? 7.52 * (loss - 0.029) - 3.25 * Math.pow(loss - 0.02, 15) : 6.42 * loss;
        var ease =
                8.22
                        * weight(of, "AV", "N.85 A.62 L.55 P.2")
                        * weight(of, "AC", "L.77 H.44")
                        * weight(of, "PR", changed ? "N.85 L.68 H.5" : "N.85 L.62 H.27")
                        * weight(of, "UI", "N.85 R.62");
        if (impact <= 0) {
            return OptionalDouble.of(0);
        }
        var sum = Math.min(10, (changed ? 1.08 : 1) * (impact + ease));
        return OptionalDouble.of(Math.ceil(Math.round(sum * 100_000) / 10_000.0) / 10);
    }

    /// @param weights a letter and its weight each; a value that is not among them weighs nothing
    private static double weight(Map<String, String> of, String metric, String weights) {
        var value = of.getOrDefault(metric, "?");
        for (var each : weights.split(" ", -1)) {
            if (each.startsWith(value)) {
                return Double.parseDouble("0" + each.substring(1));
            }
        }
        return 0;
    }
}
