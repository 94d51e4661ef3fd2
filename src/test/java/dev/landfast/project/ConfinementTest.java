package dev.landfast.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.definition.ProjectFile;
import dev.landfast.problem.EnvironmentProblem;
import dev.landfast.process.Bounds;
import dev.landfast.process.ContainmentLevel;
import dev.landfast.process.Guard;
import dev.landfast.process.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a project may say of containment, and what it cannot.
class ConfinementTest {

    @TempDir Path temp;

    private Confinement confinement(String text, ContainmentLevel level) {
        var guard = Guard.of(Map.of("HOME", temp.toString(), "PATH", "/usr/bin")).atMost(level);
        return Confinement.of(guard, ProjectFile.parse("containment: " + text, "landfast.yaml"));
    }

    private static String words(Confinement confinement, Bounds bounds) {
        var containment = confinement.around(bounds, "/usr/bin");
        return String.join(" ", containment.wrap(List.of("true"), Path.of("/")));
    }

    @Test
    void below_what_is_required_nothing_starts_and_the_message_says_what_to_do() {
        var demanding = confinement("{ required: strict }", ContainmentLevel.WRITE_GUARD);

        assertThat(demanding.demanded()).isTrue();
        assertThatThrownBy(() -> demanding.around(Bounds.of(Network.FULL), ""))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageContaining("LF-212")
                .hasMessageContaining("strict")
                .hasMessageContaining("write-guard");
    }

    @Test
    void what_is_required_and_reached_starts() {
        var content = confinement("{ required: write-guard }", ContainmentLevel.WRITE_GUARD);

        assertThat(content.around(Bounds.of(Network.FULL), "").level())
                .isEqualTo(ContainmentLevel.WRITE_GUARD);
    }

    @Test
    void a_project_can_ask_for_less_and_never_for_less_than_it_requires() {
        var less = confinement("{ at-most: none }", ContainmentLevel.STRICT);
        var torn = confinement("{ at-most: none, required: strict }", ContainmentLevel.STRICT);

        assertThat(less.level()).isEqualTo(ContainmentLevel.NONE);
        assertThatThrownBy(torn::assertReached).hasMessageContaining("at-most");
    }

    @Test
    void what_is_hidden_stays_hidden_whatever_is_granted() throws Exception {
        var state = Files.createDirectories(temp.resolve("state/journal"));
        var open = Files.createDirectories(temp.resolve("open"));
        var granting =
                confinement(
                        "{ read: [~/state/journal], write: [~/open, ~/state] }",
                        ContainmentLevel.STRICT);

        var words = words(granting, Bounds.of(Network.FULL).hiding(List.of(temp.resolve("state"))));

        assertThat(words).contains("--bind " + open).doesNotContain(state.toString());
    }

    @Test
    void the_network_is_the_projects_to_say() {
        var bounds = Bounds.of(Network.LOOPBACK);

        assertThat(words(confinement("{}", ContainmentLevel.STRICT), bounds))
                .contains("--unshare-net");
        assertThat(words(confinement("{ network: full }", ContainmentLevel.STRICT), bounds))
                .doesNotContain("--unshare-net");
    }
}
