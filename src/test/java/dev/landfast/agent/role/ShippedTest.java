package dev.landfast.agent.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.definition.Definitions;
import dev.landfast.definition.Employed;
import dev.landfast.yaml.Frontmatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The workflows that ship, and the roles and skills that ship for them, know of each other.
class ShippedTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/landfast/agent");

    private static Stream<Employed> employed() {
        return Definitions.builtins().stream()
                .map(name -> Employed.of(Definitions.builtin(name).orElseThrow()));
    }

    private static List<String> roles() {
        return employed().flatMap(each -> each.roles().stream()).distinct().sorted().toList();
    }

    @Test
    void every_role_that_a_workflow_employs_ships_and_no_other() {
        assertThat(roles()).containsExactlyElementsOf(Roles.shipped());
    }

    @Test
    void every_skill_that_a_workflow_or_a_role_names_ships_and_no_other() {
        var named = new TreeSet<String>();
        employed().forEach(each -> named.addAll(each.skills()));
        var roles = new Roles(Sources.none());
        Roles.shipped().forEach(role -> named.addAll(roles.named(role).knows().skills()));

        assertThat(named).containsExactlyElementsOf(Skills.shipped());
    }

    @Test
    void every_file_is_listed() throws IOException {
        assertThat(names(FOLDER.resolve("roles"), ".md"))
                .containsExactlyElementsOf(Roles.shipped());
        assertThat(names(FOLDER.resolve("skills"), "")).containsExactlyElementsOf(Skills.shipped());
    }

    private static List<String> names(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals("names.txt"))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_skill_is_called_like_its_folder_and_says_what_it_is_for() throws IOException {
        var skills = new Skills(Sources.none());
        for (var name : Skills.shipped()) {
            var skill = skills.named(name).orElseThrow();
            var text = Files.readString(FOLDER.resolve("skills/" + name + "/SKILL.md"));

            assertThat(skill.name()).isEqualTo(name);
            assertThat(skill.description()).as(name).isNotBlank().hasSizeLessThan(200);
            assertThat(skill.text()).as(name).startsWith("# ").hasSizeBetween(400, 4_000);
            assertThat(Frontmatter.read(text).orElseThrow().complaint()).as(name).isEmpty();
            assertThat(Skills.remarks(text, name)).as(name).isEmpty();
        }
    }
}
