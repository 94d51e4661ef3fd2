package dev.landfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    @Test
    void every_relative_link_leads_somewhere() throws IOException {
        var dead = new ArrayList<String>();
        for (var page : pages()) {
            var links = LINK.matcher(Files.readString(page)).results().map(m -> m.group(1));
            for (var link : links.filter(l -> !ELSEWHERE.matcher(l).matches()).toList()) {
                if (!resolves(page, link)) {
                    dead.add(page + " -> " + link);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void a_page_of_the_documentation_can_be_reached_by_links() throws IOException {
        var linked = new ArrayList<Path>();
        for (var page : pages()) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(m -> m.group(1).split("#", 2)[0])
                    .filter(l -> !l.isEmpty() && !ELSEWHERE.matcher(l).matches())
                    .map(l -> page.resolveSibling(l).normalize())
                    .forEach(linked::add);
        }
        // A link to a folder shows what is in it.
        assertThat(pages().stream().filter(page -> page.startsWith("docs")))
                .allMatch(page -> linked.contains(page) || linked.contains(page.getParent()));
    }

    private static boolean resolves(Path page, String link) throws IOException {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(target).contains(parts[1]);
    }

    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(m -> m.group(1).toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toList());
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(Path.of("docs"));
                var top = Files.list(Path.of(""))) {
            return Stream.concat(docs, top).filter(p -> p.toString().endsWith(".md")).toList();
        }
    }
}
