package dev.landfast.cli;

import dev.landfast.cli.Usage.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Completion scripts. They hold all verbs and options as words and ask `landfast` only for what
/// changes: names of runs and of workflows.
final class Completion {

    private static final String RUNS = "landfast ls --names 2>/dev/null";
    private static final String WORKFLOWS = "landfast workflow ls --names 2>/dev/null";

    private static final String BASH =
            """
            # bash completion for landfast
            _landfast() {
                local cur=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]:-} at=1
                COMPREPLY=()
                if ((COMP_CWORD == 1)); then
                    COMPREPLY=($(compgen -W "{first}" -- "$cur"))
                    return
                fi
                case $verb in
            {second}    esac
                if [[ $cur == -* ]]; then
                    case $verb in
            {options}        esac
                    return
                fi
                if ((COMP_CWORD == at + 1)); then
                    case $verb in
            {sources}        esac
                fi
            }
            complete -o default -F _landfast landfast
            """;
    private static final String BASH_SECOND =
            """
                {names})
                    if ((COMP_CWORD == 2)); then
                        COMPREPLY=($(compgen -W "{words}" -- "$cur"))
                        return
                    fi
                    verb="$verb ${COMP_WORDS[2]}" at=2
                    ;;
            """;
    private static final String ZSH =
            """
            #compdef landfast
            # zsh completion for landfast
            _landfast() {
                local verb=$words[2] at=2
                if ((CURRENT == 2)); then
                    compadd -- {first}
                    return
                fi
                case $verb in
            {second}    esac
                if [[ $words[CURRENT] == -* ]]; then
                    case $verb in
            {options}        esac
                    return
                fi
                if ((CURRENT == at + 1)); then
                    case $verb in
            {sources}        esac
                fi
                _default
            }
            compdef _landfast landfast
            """;
    private static final String ZSH_SECOND =
            """
                {names})
                    if ((CURRENT == 3)); then
                        compadd -- {words}
                        return
                    fi
                    verb="$verb $words[3]" at=3
                    ;;
            """;

    private Completion() {}

    static String bash(List<Verb> verbs) {
        var words = "        {names}) COMPREPLY=($(compgen -W \"{words}\" -- \"$cur\")) ;;\n";
        var asked = words.replace("{words}", "$({words})");
        return script(BASH, verbs)
                .replace("{second}", cases(twoWords(verbs), BASH_SECOND))
                .replace("{options}", cases(options(verbs), words))
                .replace("{sources}", cases(sources(verbs), asked));
    }

    static String zsh(List<Verb> verbs) {
        var words = "        {names}) compadd -- {words} ;;\n";
        var asked = words.replace("{words}", "${(f)\"$({words})\"}");
        return script(ZSH, verbs)
                .replace("{second}", cases(twoWords(verbs), ZSH_SECOND))
                .replace("{options}", cases(options(verbs), words))
                .replace("{sources}", cases(sources(verbs), asked));
    }

    private static String script(String shape, List<Verb> verbs) {
        return shape.replace("{first}", String.join(" ", firstWords(verbs)));
    }

    static String fish(List<Verb> verbs) {
        var out = new StringBuilder("# fish completion for landfast\n");
        for (var verb : verbs) {
            var words = verb.name().split(" ", -1);
            var before =
                    words.length == 1
                            ? "__fish_use_subcommand"
                            : "__fish_seen_subcommand_from " + words[0];
            out.append(
                    "complete -c landfast -f -n '%s' -a %s -d '%s'\n"
                            .formatted(before, words[words.length - 1], quoted(verb.about())));
            if (words.length == 2) {
                out.append(
                        "complete -c landfast -f -n __fish_use_subcommand -a %s\n"
                                .formatted(words[0]));
            }
            var seen = "__fish_seen_subcommand_from " + words[words.length - 1];
            for (var option : verb.command().get().usage().options()) {
                out.append(
                        "complete -c landfast -n '%s' -l %s%s -d '%s'\n"
                                .formatted(
                                        seen,
                                        option.name(),
                                        option.takesValue() ? " -r" : "",
                                        quoted(option.about())));
            }
        }
        for (var source : sources(verbs)) {
            for (var name : source.names()) {
                var words = name.split(" ", -1);
                out.append(
                        "complete -c landfast -f -n '__fish_seen_subcommand_from %s' -a '(%s)'\n"
                                .formatted(words[words.length - 1], source.words()));
            }
        }
        return out.toString();
    }

    /// Some verbs and the words that may follow, or the command that lists them.
    private record Case(List<String> names, String words) {}

    private static String cases(List<Case> cases, String shape) {
        return cases.stream()
                .map(c ->
                        shape.replace("{names}", alternatives(c.names()))
                                .replace("{words}", c.words()))
                .collect(Collectors.joining());
    }

    private static String alternatives(List<String> names) {
        return names.stream()
                .map(name -> name.contains(" ") ? "'" + name + "'" : name)
                .collect(Collectors.joining("|"));
    }

    private static List<String> firstWords(List<Verb> verbs) {
        return verbs.stream().map(Completion::firstWord).distinct().toList();
    }

    private static String firstWord(Verb verb) {
        return verb.name().split(" ", 2)[0];
    }

    private static List<Case> twoWords(List<Verb> verbs) {
        return firstWords(verbs).stream()
                .map(first ->
                        new Case(
                                List.of(first),
                                verbs.stream()
                                        .filter(verb -> verb.name().startsWith(first + " "))
                                        .map(verb -> verb.name().substring(first.length() + 1))
                                        .collect(Collectors.joining(" "))))
                .filter(c -> !c.words().isEmpty())
                .toList();
    }

    private static List<Case> options(List<Verb> verbs) {
        var cases = new ArrayList<Case>();
        for (var verb : verbs) {
            var names =
                    verb.command().get().usage().options().stream()
                            .map(Option::name)
                            .map(name -> "--" + name)
                            .collect(Collectors.joining(" "));
            cases.add(new Case(List.of(verb.name()), (names + " --help").strip()));
        }
        return cases;
    }

    private static List<Case> sources(List<Verb> verbs) {
        return List.of(
                        new Case(taking("RUN", verbs), RUNS),
                        new Case(taking("WORKFLOW", verbs), WORKFLOWS))
                .stream()
                .filter(c -> !c.names().isEmpty())
                .toList();
    }

    private static List<String> taking(String argument, List<Verb> verbs) {
        return verbs.stream()
                .filter(verb -> {
                    var arguments = verb.command().get().usage().arguments();
                    return arguments.equals(argument)
                            || arguments.startsWith(argument + " ")
                            || arguments.startsWith(argument + "|");
                })
                .map(Verb::name)
                .toList();
    }

    private static String quoted(String text) {
        return text.replace("'", "\\'");
    }
}
