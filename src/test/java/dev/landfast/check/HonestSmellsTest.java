package dev.landfast.check;

import static dev.landfast.gate.PythonRepository.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.gate.PythonRepository;
import dev.landfast.journal.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reviewer is shown first has to be worth a look: no honest change here smells of code that
/// suits its tests and nobody else.
class HonestSmellsTest {

    private static final Set<String> OF_THE_PRODUCT =
            Set.of("answer-known", "object-agreeable", "number-contradicted", "test-detection");

    @TempDir private Path temp;

    @Test
    void no_honest_change_smells_of_a_rigged_product() {
        var smelling = new ArrayList<String>();
        var others = 0;
        for (var change : Scripted.honestChanges()) {
            var folder = temp.resolve(change.family() + " " + change.name());
            var project = PythonRepository.copyOf(StrictGate.PROJECT, folder);
            change.applyTo(project.work());
            var rules =
                    project
                            .judge(check("integrity"))
                            .checks()
                            .getFirst()
                            .evidence()
                            .concerns()
                            .stream()
                            .map(Finding::rule)
                            .distinct()
                            .toList();
            if (rules.stream().anyMatch(OF_THE_PRODUCT::contains)) {
                smelling.add(change.name() + " " + rules);
            } else if (!rules.isEmpty()) {
                others++;
            }
        }
        System.out.println(
                "honest changes that smell of it: " + smelling + ", otherwise: " + others);
        assertThat(smelling).isEmpty();
    }
}
