package dev.landfast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A search that finds nothing proves nothing unless it finds what is there to be found.
class PlantedBugsTest {

    private static final int SEEDS = 400;

    @Test
    void a_merge_that_does_not_look_for_the_one_before_it_is_found() {
        var found =
                search(
                        new Simulation.Parts() {
                            @Override
                            Repository repository() {
                                return new Forgetful();
                            }
                        });

        assertThat(found).contains(Rule.LANDED_ONCE);
    }

    @Test
    void an_effect_that_is_seen_before_its_event_is_durable_is_found() {
        var found =
                search(
                        new Simulation.Parts() {
                            @Override
                            Runner runner(World world) {
                                return new Hasty(world);
                            }
                        });

        assertThat(found).contains(Rule.DURABLE_BEFORE_EFFECT);
    }

    @Test
    void a_writer_without_a_fence_is_found() {
        var found =
                search(
                        new Simulation.Parts() {
                            @Override
                            Disk disk() {
                                return new Open();
                            }
                        });

        assertThat(found).contains(Rule.ONE_WRITER);
    }

    private static Set<Rule> search(Simulation.Parts parts) {
        var plan = Plans.all().get("feature");
        assertThat(plan).isNotNull();
        var found = EnumSet.noneOf(Rule.class);
        for (var seed = 1L; seed <= SEEDS; seed++) {
            Simulation.run(plan, Setup.stormy(seed, Plans.start(plan)), parts)
                    .violation()
                    .map(Violation::rule)
                    .ifPresent(found::add);
        }
        return found;
    }

    private static final class Forgetful extends Repository {

        @Override
        boolean land(String trailer, Tree tree) {
            return merge(trailer, tree);
        }

        @Override
        Optional<Landing> landed(String trailer) {
            return Optional.empty();
        }
    }

    private static final class Hasty extends Runner {

        Hasty(World world) {
            super(world);
        }

        @Override
        void settle() {
            act();
            if (!crashes()) {
                commit();
            }
        }
    }

    private static final class Open extends Disk {

        @Override
        boolean mayWrite(long holder) {
            return true;
        }
    }
}
