package dev.landfast.agent.dialect;

import java.util.List;

/// What is said in a conversation that already has its brief.
final class Prompts {

    private Prompts() {}

    static String goOn() {
        return """
        The conversation was cut off before your turn was over, for a reason on your provider's side.
        The directory is as you left it. Go on with the task of the brief above until it is done.
        """;
    }

    static String answerAgain(List<String> problems) {
        return """
        Your answer does not meet the schema that the brief gives for it:

        %s

        Change nothing else. Answer once more, with one JSON object that meets the schema and nothing
        around it.
        """
                .formatted("- " + String.join("\n- ", problems));
    }
}
