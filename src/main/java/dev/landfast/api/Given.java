package dev.landfast.api;

import dev.landfast.definition.Params;
import dev.landfast.definition.Workflow;
import dev.landfast.problem.UsageProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The words after `landfast run WORKFLOW` as parameters: a name, `key=value`, and a description,
/// in the order in which people think of them.
final class Given {

    private static final Pattern SETTING =
            Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)=(.*)", Pattern.DOTALL);
    private static final int SHOWN = 60;
    private static final int LONGEST_NAME = 40;
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";

    private final Workflow workflow;

    Given(Workflow workflow) {
        this.workflow = workflow;
    }

    /// The parameters, typed and complete.
    ///
    /// @throws UsageProblem that lists everything wrong with them
    Map<String, Object> params(StartRequest request) {
        var given = new LinkedHashMap<String, Object>(request.params());
        sort(request.words(), given);
        var checked = Params.check(workflow, given);
        if (!checked.problems().isEmpty()) {
            throw new UsageProblem(
                    "LF-112",
                    String.join("\n", checked.problems()),
                    "",
                    "see 'landfast workflow show " + workflow.header().name() + "'");
        }
        return checked.values();
    }

    private void sort(List<String> words, Map<String, Object> given) {
        var free = new ArrayList<String>();
        for (var word : words) {
            var setting = SETTING.matcher(word);
            if (!setting.matches()) {
                free.add(word);
            } else if (declares(setting.group(1))) {
                put(given, setting.group(1), setting.group(2));
            } else if (hasSpace(word)) {
                free.add(word);
            } else {
                throw unknown(setting.group(1));
            }
        }
        if (declares(NAME) && !given.containsKey(NAME) && !free.isEmpty()) {
            var only = free.size() == 1 && hasSpace(free.getFirst()) && declares(DESCRIPTION);
            given.put(NAME, only ? slug(free.getFirst()) : free.removeFirst());
        }
        if (free.isEmpty()) {
            return;
        }
        if (!declares(DESCRIPTION)) {
            throw new UsageProblem(
                    "LF-108",
                    "'" + shown(free.getFirst()) + "' is one word too many",
                    "",
                    "parameters are given as key=value: " + known());
        }
        put(given, DESCRIPTION, String.join(" ", free));
    }

    private void put(Map<String, Object> given, String key, String value) {
        if (given.putIfAbsent(key, value) != null) {
            throw new UsageProblem("LF-134", "the parameter '" + key + "' is given twice", "", "");
        }
    }

    private boolean declares(String name) {
        return workflow.inputs().params().containsKey(name);
    }

    private UsageProblem unknown(String key) {
        return new UsageProblem(
                "LF-135",
                "the workflow '"
                        + workflow.header().name()
                        + "' has no parameter '"
                        + shown(key)
                        + "'",
                "",
                Nearest.to(key, workflow.inputs().params().keySet())
                        .map(meant -> "did you mean '" + meant + "='?")
                        .orElse("it has: " + known() + "; a text with '=' goes into quotes"));
    }

    private String known() {
        return String.join(", ", workflow.inputs().params().keySet());
    }

    private static boolean hasSpace(String word) {
        return word.chars().anyMatch(Character::isWhitespace);
    }

    /// `Fix the typo in README` is `fix-the-typo-in-readme`, cut between words.
    private static String slug(String text) {
        var slug = new StringBuilder();
        for (var word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            if (slug.length() + word.length() >= LONGEST_NAME) {
                break;
            }
            slug.append(slug.isEmpty() ? "" : "-").append(word);
        }
        return slug.toString();
    }

    private static String shown(String word) {
        return word.length() > SHOWN ? word.substring(0, SHOWN) + "…" : word;
    }
}
