package dev.landfast.api;

import dev.landfast.gate.Hashes;
import dev.landfast.gate.Stamps;
import dev.landfast.git.Nearby;
import dev.landfast.git.Sighting;
import dev.landfast.problem.LandfastException;
import dev.landfast.workspace.PythonChoice;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The answer to a question about a gate that was asked before, as long as nothing has moved that
/// it could depend on: then neither definitions nor earlier measurements are read again.
///
/// Only a gate is kept that passed, with every check taken over from an earlier measurement: so
/// whoever asks the second time is told by the checks' own keys what a third time is told from
/// here. There is one answer for each way to ask, the last.
final class KeptAnswer {

    /// Changes with what is kept and with what it depends on.
    private static final String SHAPE = "2";

    /// What is different in every shell and decides nothing; the folder that `PWD` names is asked
    /// of the system.
    private static final Set<String> PASSING = Set.of("_", "PWD", "OLDPWD", "SHLVL");

    private final Home home;
    private final GateOrder order;
    private final Nearby near;
    private final Path file;
    private Optional<Seen> before = Optional.empty();

    private KeptAnswer(Home home, GateOrder order, Nearby near) {
        this.home = home;
        this.order = order;
        this.near = near;
        var name = Hashes.of(asked());
        this.file = home.state().resolve("gates").resolve("kept").resolve(name);
    }

    /// What decides an answer and may move.
    ///
    /// @param places of the machine, besides what the checks say that they rest on
    private record Seen(Sighting sighting, Stamps places) {}

    /// Empty where no answer can be kept: the repository is not of the usual layout or new here, or
    /// what comes with it is to be trusted by this very question.
    static Optional<KeptAnswer> of(Home home, GateOrder order) {
        return order.options().trusted()
                ? Optional.empty()
                : Nearby.find(home.surroundings().directory())
                        .map(near -> new KeptAnswer(home, order, near));
    }

    /// What was answered, if the same would be answered now. What is wrong here is for the usual
    /// way to say.
    Optional<Gated> read() {
        try {
            var kept = KeptFile.read(file).filter(known -> known.restsOn().hold());
            var seen = see();
            before = Optional.of(seen);
            var question = question(seen.sighting());
            return kept.filter(known -> known.question().equals(question)).map(KeptFile::answer);
        } catch (LandfastException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// Keeps an answer, unless something moved while it was found, or could have without a trace.
    ///
    /// @param restsOn what of this machine the checks rest on
    void write(Gated gated, Footing footing, Stamps restsOn) {
        try {
            var all =
                    before.filter(_ -> isPlainPass(gated) && isHere(footing))
                            .filter(seen -> isDecided(seen.sighting(), footing))
                            .filter(seen -> seen.equals(see()))
                            .flatMap(seen -> seen.places().and(restsOn))
                            .filter(places ->
                                    places.settled(home.surroundings().clock().instant()));
            all.ifPresent(places ->
                    new KeptFile(question(before.orElseThrow().sighting()), places, gated)
                            .write(file));
        } catch (LandfastException | InvalidPathException e) {
            // The answer was found, and it is what counts.
            return;
        }
    }

    private Seen see() {
        var caller = home.surroundings().environment();
        var words = new ArrayList<String>();
        order.against().base().ifPresent(words::add);
        order.against().commit().ifPresent(words::add);
        var places = new ArrayList<>(Sighting.places(near, caller));
        places.addAll(PythonChoice.places(near.root(), caller.getOrDefault("PATH", "")));
        return new Seen(Sighting.of(near, caller, words), Stamps.of(places));
    }

    private static boolean isPlainPass(Gated gated) {
        return gated.end() == Gated.End.PASSED
                && gated.findings().isEmpty()
                && gated.beside().lists().waived().isEmpty();
    }

    /// Whether what was looked at is what was measured.
    private boolean isHere(Footing footing) {
        var repository = home.repository();
        return footing.checkout().path().equals(near.here())
                && footing.checkout().gitDir().equals(near.own())
                && repository.root().equals(near.root())
                && repository.gitDir().equals(near.gitDir());
    }

    private boolean isDecided(Sighting seen, Footing footing) {
        var against = order.against();
        return against.base().filter(word -> !seen.decides(word, near)).isEmpty()
                && against.commit().filter(word -> !seen.decides(word, near)).isEmpty()
                && (against.commit().isPresent() || seen.commit().equals(footing.commit()))
                && (against.base().equals(Optional.of(footing.tip())) || seen.knows(footing.tip()));
    }

    /// By what an answer is found: the words, and where they were said.
    private List<String> asked() {
        var which = order.which();
        var against = order.against();
        var options = order.options();
        var asked = new ArrayList<String>();
        asked.add(SHAPE);
        asked.add(near.here().toString());
        asked.add(home.surroundings().directory().toString());
        asked.add(Path.of("").toAbsolutePath().toString());
        for (var word :
                List.of(
                        which.workflow(),
                        which.target(),
                        which.gate(),
                        against.commit(),
                        against.base())) {
            asked.add(word.map(given -> "=" + given).orElse(""));
        }
        asked.add(options.shadow() + " " + options.jobs());
        asked.addAll(order.only());
        return asked;
    }

    /// Everything that a caller, the repository and a new version of this program can change.
    private String question(Sighting seen) {
        var parts = new ArrayList<>(asked());
        var program = program();
        parts.add(Landfast.version());
        parts.add(program.toString());
        parts.add(Stamps.of(List.of(program)).seen().toString());
        new TreeMap<>(home.surroundings().environment())
                .forEach((name, value) -> {
                    if (!PASSING.contains(name)) {
                        parts.add(name);
                        parts.add(value);
                    }
                });
        parts.add(Hashes.of(seen.checkout()));
        parts.add(seen.names());
        parts.add(Hashes.of(seen.settings()));
        return Hashes.of(parts);
    }

    /// Where this program was started from. Each build has a place of its own.
    private static Path program() {
        try {
            var source = KeptAnswer.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
