package dev.landfast.api;

import dev.landfast.gate.Hashes;
import dev.landfast.gate.Stamps;
import dev.landfast.git.Nearby;
import dev.landfast.git.Sighting;
import dev.landfast.workspace.PythonChoice;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The answer to a question about a gate that was asked before, as long as nothing has moved that
/// it could depend on: then neither definitions nor earlier measurements are read again.
///
/// Only a gate is kept that passed, with every check taken over from an earlier measurement: so
/// whoever asks the second time is told by the checks' own keys what a third time is told from
/// here. There is one answer for each way to ask, the last.
final class KeptAnswer {

    /// Changes with what is kept and with what it depends on.
    private static final String SHAPE = "1";

    /// What is different in every shell and decides nothing.
    private static final Set<String> PASSING = Set.of("_", "PWD", "OLDPWD", "SHLVL");

    private final Home home;
    private final GateOrder order;
    private final Nearby near;
    private final Path file;
    private @Nullable Sighting before;

    private KeptAnswer(Home home, GateOrder order, Nearby near) {
        this.home = home;
        this.order = order;
        this.near = near;
        var asked = List.of(SHAPE, near.here().toString(), order.toString());
        this.file = home.state().resolve("gates").resolve("kept").resolve(Hashes.of(asked));
    }

    /// Empty where no answer can be kept: the repository is not of the usual layout or new here, or
    /// what comes with it is to be trusted by this very question.
    static Optional<KeptAnswer> of(Home home, GateOrder order) {
        return order.options().trusted()
                ? Optional.empty()
                : Nearby.find(home.surroundings().directory())
                        .map(near -> new KeptAnswer(home, order, near));
    }

    /// What was answered, if the same would be answered now.
    Optional<Gated> read() {
        var kept = KeptFile.read(file).filter(known -> known.restsOn().hold());
        if (kept.isEmpty()) {
            // Finds git, and says what is wrong where something is.
            home.repository();
        }
        before = Sighting.of(near, home.surroundings().environment());
        var question = question(before);
        return kept.filter(known -> known.question().equals(question)).map(KeptFile::answer);
    }

    /// Keeps an answer, unless something moved while it was found.
    ///
    /// @param commit what was measured
    /// @param restsOn what of this machine it depends on
    void write(Gated gated, String commit, Stamps restsOn) {
        if (before == null || !isPlainPass(gated) || !isDecided(before, commit)) {
            return;
        }
        var places = Stamps.of(places());
        if (Sighting.of(near, home.surroundings().environment()).equals(before)) {
            new KeptFile(question(before), restsOn.and(places), gated).write(file);
        }
    }

    private static boolean isPlainPass(Gated gated) {
        return gated.end() == Gated.End.PASSED
                && gated.findings().isEmpty()
                && gated.beside().lists().waived().isEmpty();
    }

    private boolean isDecided(Sighting seen, String commit) {
        var against = order.against();
        return against.base().filter(word -> !seen.decides(word, near)).isEmpty()
                && against.commit().filter(word -> !seen.decides(word, near)).isEmpty()
                && (against.commit().isPresent() || seen.commit().equals(commit));
    }

    /// Everything that a caller and the repository can change.
    private String question(Sighting seen) {
        var environment = new TreeMap<>(home.surroundings().environment());
        environment.keySet().removeAll(PASSING);
        return Hashes.of(
                List.of(
                        Landfast.version(),
                        environment.toString(),
                        Hashes.of(seen.checkout()),
                        seen.names(),
                        Hashes.of(seen.settings())));
    }

    /// What of the machine decides besides what the checks say that they rest on.
    private List<Path> places() {
        var caller = home.surroundings().environment();
        var places = new ArrayList<>(Sighting.places(near, caller));
        places.addAll(PythonChoice.places(near.root(), caller.getOrDefault("PATH", "")));
        places.add(program());
        return places;
    }

    /// Where this program was started from.
    private static Path program() {
        try {
            var source = KeptAnswer.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
