package dev.landfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfast.agent.role.Role;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Skill;
import dev.landfast.agent.role.Skills;
import dev.landfast.agent.role.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page on roles lists what ships.
class RolesPageTest {

    private static final Path PAGE = Path.of("docs/reference/roles.md");

    @Test
    void it_lists_every_role_and_every_skill_that_ships() throws IOException {
        var page = Files.readString(PAGE);
        var text =
                replaced(
                        replaced(page, "### Roles that ship", roles()),
                        "### Skills that ship",
                        skills());
        if (Boolean.getBoolean("golden")) {
            Files.writeString(PAGE, text);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(text);
    }

    /// The rows of the table below a heading, after its two lines of head.
    private static String replaced(String page, String heading, String rows) {
        var lines = List.of(page.split("\n", -1));
        var table = lines.indexOf(heading) + 4;
        var end = table;
        while (lines.get(end).startsWith("|")) {
            end++;
        }
        return String.join("\n", lines.subList(0, table))
                + "\n"
                + rows
                + "\n"
                + String.join("\n", lines.subList(end, lines.size()));
    }

    private static String roles() {
        var roles = new Roles(Sources.none());
        return Roles.shipped().stream()
                .map(roles::named)
                .map(RolesPageTest::row)
                .collect(Collectors.joining("\n"));
    }

    private static String row(Role role) {
        return "| `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        role.name(),
                        role.reach().tier(),
                        role.reach().access(),
                        "`" + String.join("`, `", role.knows().skills()) + "`",
                        role.output().map(output -> "`" + output + "`").orElse("–"),
                        role.card().description());
    }

    private static String skills() {
        return new Skills(Sources.none())
                .named(Skills.shipped()).stream()
                        .map(RolesPageTest::row)
                        .collect(Collectors.joining("\n"));
    }

    private static String row(Skill skill) {
        return "| `%s` | %s |".formatted(skill.name(), skill.description());
    }
}
