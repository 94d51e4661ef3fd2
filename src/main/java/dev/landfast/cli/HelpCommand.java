package dev.landfast.cli;

final class HelpCommand implements Command {

    @Override
    public Usage usage() {
        return Usage.of("[VERB]", 0, 2);
    }

    @Override
    public ExitCode run(Words words, Session session) {
        if (words.rest().isEmpty()) {
            return Help.overview(session);
        }
        var verbs = Verbs.all();
        var name = String.join(" ", words.rest());
        var below = verbs.stream().filter(verb -> verb.name().startsWith(name + " ")).toList();
        if (!below.isEmpty()) {
            Help.list(below, session);
            return ExitCode.DONE;
        }
        var verb =
                Verb.of(words.rest(), verbs)
                        .filter(found -> found.length() == words.rest().size())
                        .orElseThrow(() -> Verbs.unknown(name, Verbs.all(), "landfast help "));
        return Help.of(verb, verb.command().get().usage(), session);
    }
}
