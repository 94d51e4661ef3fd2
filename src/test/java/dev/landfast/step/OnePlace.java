package dev.landfast.step;

import dev.landfast.definition.Definitions;
import dev.landfast.git.Repository;
import dev.landfast.journal.Event;
import dev.landfast.journal.StepKey;
import java.util.Map;
import java.util.Set;

/// The one place where all of a test happens.
///
/// @param base commit of the base
record OnePlace(Site site, String base) implements Sites {

    /// What tells an agent at that place what to do, in a run that is nothing else.
    static Briefing briefing(Crew crew, Repository repository, Site site) {
        var workflow = Definitions.parse("workflow: w\nsteps: [{ id: a, run: [x] }]\n", "w.yaml");
        var base = repository.main().commit();
        var pin = new Event.Pin("w", "", "", 1, base);
        var start = new Event.RunStarted(pin, "", Map.of(), new Event.Origin.Fresh());
        return new Briefing(
                crew, _ -> new RunInfo("w", start, workflow), new OnePlace(site, base), repository);
    }

    @Override
    public Site of(String run) {
        return site;
    }

    @Override
    public Map<String, String> tools(String run, String commit) {
        return Map.of();
    }

    @Override
    public Map<String, String> commands(String run) {
        return Map.of();
    }

    @Override
    public Bases bases(String run) {
        return new Bases(base, base, Set.of());
    }

    @Override
    public void beginAttempt(String run, StepKey key, Site site) {}

    @Override
    public void noteTree(String run, StepKey key, Site site) {}

    @Override
    public void takeBack(String run, StepKey key, Site site) {}

    @Override
    public void endAttempt(String run, StepKey key, Site site) {}

    @Override
    public byte[] left(String run, StepKey key, Site site) {
        return new byte[0];
    }
}
