package dev.landfast.cli;

import dev.landfast.problem.UsageProblem;

/// Prints the script that makes a shell complete verbs, options and the names of runs.
final class CompletionCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("bash|zsh|fish", 1, 1)
                .example("completion bash > ~/.local/share/bash-completion/completions/landfast")
                .example("completion zsh > \"${fpath[1]}/_landfast\"")
                .example("completion fish > ~/.config/fish/completions/landfast.fish");
    }

    @Override
    public ExitCode run(Words words, Session session) {
        session.write(
                switch (words.first()) {
                    case "bash" -> Completion.bash(Verbs.all());
                    case "zsh" -> Completion.zsh(Verbs.all());
                    case "fish" -> Completion.fish(Verbs.all());
                    default ->
                            throw new UsageProblem(
                                    "LF-107",
                                    "there is no completion for " + Words.quoted(words.first()),
                                    "",
                                    "one of: bash, zsh, fish");
                });
        return ExitCode.DONE;
    }
}
