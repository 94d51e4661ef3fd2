package dev.landfast.api;

import dev.landfast.check.BuiltIn;
import dev.landfast.definition.Explanation;
import dev.landfast.definition.Kind;
import dev.landfast.definition.Kinds;
import dev.landfast.problem.RepositoryProblem;
import dev.landfast.problem.UsageProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What a word means as a gate, as a check, or as both.
///
/// @param gates the gates of that name
/// @param check the check of that name
/// @param uses the gates with that check
public record Explained(
        String word, List<InWorkflow> gates, Optional<Card> check, List<InWorkflow> uses) {

    public Explained {
        gates = List.copyOf(gates);
        uses = List.copyOf(uses);
    }

    /// A gate, or what of it matters here.
    ///
    /// @param from the file of the workflow; empty when it ships
    public record InWorkflow(String workflow, String from, GateLines.Gate gate) {}

    /// A check.
    ///
    /// @param built whether this version can carry it out
    /// @param text empty where nobody has written one
    public record Card(
            String name, String about, boolean built, Optional<Text> text, List<Setting> settings) {

        public Card {
            settings = List.copyOf(settings);
        }
    }

    /// What people should know of a check.
    ///
    /// @param measures what is counted, and against what
    /// @param tools what is run for it
    /// @param blind what it cannot see
    public record Text(String measures, String tools, String blind) {}

    /// What a check understands.
    ///
    /// @param bare a bare value of the check stands for this one
    public record Setting(String name, String about, boolean bare) {}

    /// @param lists asked once; what it says about the repository matters only for gates
    static Explained of(String word, Supplier<List<GateLines.Listed>> lists) {
        var card = Optional.ofNullable(Kinds.checks().get(word)).map(Explained::card);
        var listed = listed(lists, card.isPresent());
        var gates = new ArrayList<InWorkflow>();
        var uses = new ArrayList<InWorkflow>();
        for (var workflow : listed) {
            for (var gate : workflow.gates()) {
                if (gate.name().equals(word)) {
                    gates.add(new InWorkflow(workflow.workflow(), workflow.from(), gate));
                }
                var mine = gate.checks().stream().filter(c -> c.name().equals(word)).toList();
                if (!mine.isEmpty()) {
                    uses.add(
                            new InWorkflow(
                                    workflow.workflow(),
                                    workflow.from(),
                                    new GateLines.Gate(gate.name(), mine)));
                }
            }
        }
        if (gates.isEmpty() && uses.isEmpty() && card.isEmpty()) {
            throw unknown(word, listed);
        }
        return new Explained(word, gates, card, uses);
    }

    /// A check can be explained anywhere.
    private static List<GateLines.Listed> listed(
            Supplier<List<GateLines.Listed>> lists, boolean isCheck) {
        try {
            return lists.get();
        } catch (RepositoryProblem e) {
            if (isCheck) {
                return List.of();
            }
            throw e;
        }
    }

    private static Card card(Kind kind) {
        var bare = Kinds.threshold(kind.name());
        var settings = new ArrayList<Setting>();
        kind.keys()
                .forEach((name, key) ->
                        settings.add(
                                new Setting(name, key.about(), bare.equals(Optional.of(name)))));
        return new Card(
                kind.name(),
                kind.about(),
                BuiltIn.checks().known().containsKey(kind.name()),
                Explanation.of(kind.name())
                        .map(said -> new Text(said.measures(), said.tools(), said.blind())),
                settings);
    }

    private static UsageProblem unknown(String word, List<GateLines.Listed> listed) {
        Set<String> known = new LinkedHashSet<>();
        listed.forEach(workflow -> workflow.gates().forEach(gate -> known.add(gate.name())));
        known.addAll(Kinds.checks().keySet());
        return new UsageProblem(
                "LF-147",
                "there is neither a gate nor a check '" + word + "'",
                "",
                Nearest.to(word, known)
                        .map(meant -> "did you mean '" + meant + "'?")
                        .orElse("'landfast gate ls' lists the gates with their checks"));
    }
}
