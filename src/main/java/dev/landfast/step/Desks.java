package dev.landfast.step;

import dev.landfast.engine.StepExecutor.Attempt;
import dev.landfast.git.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where roles work that may only read: at a copy of what was committed, beside it the difference
/// to the base. Nothing they write reaches the worktree.
///
/// @param state where attempts keep their copies
record Desks(Repository repository, Sites sites, AgentWork work, Path state, Seats seats) {

    /// One such place.
    ///
    /// @param facts what the role is told of it
    record Desk(Path copy, Map<String, String> facts, Seat seat) {}

    /// A fresh one, unless somebody was begun at it before a crash and may still read there.
    Desk lay(Attempt attempt, Site site) {
        var copy =
                work.begun(attempt)
                        ? ReadOnlyCopy.place(state, attempt)
                        : ReadOnlyCopy.of(repository, site, state, attempt);
        var base = sites.bases(attempt.run()).last();
        var facts = AgentKind.facts(site, attempt);
        facts.put("worktree", copy.toString());
        facts.put("candidate", site.head());
        facts.put("base commit", base);
        facts.put("change", ReadOnlyCopy.change(repository, site, copy, base).toString());
        var conftests = conftests(base, site.head());
        if (!conftests.isEmpty()) {
            facts.put(
                    "look first at",
                    String.join(", ", conftests)
                            + ": new or changed, and can alter how every test below it runs");
        }
        var tools = sites.tools(attempt.run(), site.head());
        return new Desk(copy, facts, seats.reading(site, copy, tools));
    }

    private List<String> conftests(String base, String head) {
        var before = repository.trees().files(base);
        return repository.trees().files(head).entrySet().stream()
                .filter(each -> ("/" + each.getKey()).endsWith("/conftest.py"))
                .filter(each -> !each.getValue().equals(before.get(each.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
