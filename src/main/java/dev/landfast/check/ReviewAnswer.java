package dev.landfast.check;

import dev.landfast.gate.Findings;
import dev.landfast.gate.Json;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.UnreadableReport;
import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a reviewer handed in: a word and findings. It is a claim until a check has judged it.
///
/// @param word in capitals, words separated by spaces: `APPROVED`, `CHANGES REQUESTED`
record ReviewAnswer(String word, String summary, List<Finding> findings, Set<String> categories) {

    private static final int MOST = 500;

    ReviewAnswer {
        findings = List.copyOf(findings);
        categories = Set.copyOf(categories);
    }

    /// @throws UnreadableReport when it is not the structured answer that was asked for
    static ReviewAnswer parse(String json) throws UnreadableReport {
        var answer = Json.parse(json);
        if (!answer.isObject()) {
            throw new UnreadableReport("the answer is no JSON object");
        }
        var word = spoken(text(answer, "verdict"));
        var findings = new ArrayList<Finding>();
        var categories = new java.util.TreeSet<String>();
        if (!answer.path("findings").isArray() || answer.path("findings").size() > MOST) {
            throw new UnreadableReport("the answer has no list of findings");
        }
        for (var each : answer.path("findings")) {
            findings.add(finding(each));
            categories.add(text(each, "category"));
        }
        return new ReviewAnswer(word, answer.path("summary").asString(""), findings, categories);
    }

    /// `CHANGES_REQUESTED` and `Changes requested` are the same word.
    static String spoken(String word) {
        return word.replace('_', ' ').toUpperCase(Locale.ROOT).strip();
    }

    private static Finding finding(JsonNode each) throws UnreadableReport {
        var line = each.path("line");
        if (!line.isMissingNode() && !line.isNull() && (!line.isInt() || line.asInt() < 0)) {
            throw new UnreadableReport("a finding's line is no number");
        }
        var rule = "review-" + text(each, "category");
        var finding =
                Findings.of(
                        each.path("fundamental").asBoolean(false)
                                ? Finding.FUNDAMENTAL + rule
                                : rule,
                        level(text(each, "severity")),
                        new Place(each.path("file").asString(""), line.asInt(0)),
                        text(each, "message"));
        var advice = each.path("suggestion").asString("");
        return advice.isEmpty() ? finding : Findings.advised(finding, Terminal.plain(advice));
    }

    private static Level level(String severity) throws UnreadableReport {
        return switch (severity.toLowerCase(Locale.ROOT)) {
            case "critical" -> Level.CRITICAL;
            case "high" -> Level.HIGH;
            case "medium" -> Level.MEDIUM;
            case "low" -> Level.LOW;
            default -> throw new UnreadableReport("'" + severity + "' is no severity");
        };
    }

    private static String text(JsonNode node, String name) throws UnreadableReport {
        var value = node.path(name);
        if (!value.isString() || value.asString("").isBlank()) {
            throw new UnreadableReport("'" + name + "' is missing in the answer");
        }
        return value.asString("");
    }
}
