package dev.landfast.agent.model;

import dev.landfast.yaml.PlainYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// A model that does what a cassette has recorded: it lays each turn's patch and files down with
/// the shell of the agent that asks it, then says what was said.
public final class CassetteModel implements Function<Asked, Reply> {

    private static final Pattern TITLE = Pattern.compile("(?m)^# ([a-z][a-z-]*)( \\(step .*\\))?$");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final List<?> turns;
    private final Map<String, Integer> visits = new HashMap<>();

    public CassetteModel(Path folder) {
        this.folder = folder;
        try {
            var text = Files.readString(folder.resolve("cassette.yaml"));
            this.turns = (List<?>) ((Map<?, ?>) PlainYaml.read(text)).get("turns");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Reply apply(Asked asked) {
        var step =
                TITLE.matcher(asked.text())
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> turns.stream().anyMatch(turn -> is(turn, "step", name)))
                        .findFirst();
        if (step.isEmpty()) {
            return new Reply.Say("A title");
        }
        if (asked.call() == 0) {
            visits.merge(step.get(), 1, Integer::sum);
        }
        var visit = visits.getOrDefault(step.get(), 1);
        return turns.stream()
                .filter(turn -> is(turn, "step", step.get()) && is(turn, "visit", visit))
                .map(turn -> reply((Map<?, ?>) turn, asked))
                .findFirst()
                .orElseGet(() -> Reply.refuse(500, "nothing recorded for " + step + " " + visit));
    }

    private static boolean is(Object turn, String key, Object value) {
        return turn instanceof Map<?, ?> map && value.equals(map.get(key));
    }

    private Reply reply(Map<?, ?> turn, Asked asked) {
        if (asked.results().isEmpty()) {
            if (turn.get("patch") instanceof String patch) {
                return new Reply.Shell(heredoc("git apply --whitespace=nowarn -", patch));
            }
            if (turn.get("files") instanceof Map<?, ?> files) {
                var commands = new StringBuilder();
                files.forEach((to, from) ->
                        commands.append(heredoc("cat >'" + to + "'", String.valueOf(from)))
                                .append('\n'));
                return new Reply.Shell(commands.toString());
            }
        }
        return new Reply.Say(
                turn.get("answer") == null
                        ? String.valueOf(turn.get("message"))
                        : JSON.writeValueAsString(turn.get("answer")));
    }

    private String heredoc(String command, String file) {
        try {
            return command
                    + " <<'END_OF_RECORD'\n"
                    + Files.readString(folder.resolve(file)).stripTrailing()
                    + "\nEND_OF_RECORD";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
