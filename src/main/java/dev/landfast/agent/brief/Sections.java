package dev.landfast.agent.brief;

import dev.landfast.agent.role.Instruction;
import dev.landfast.agent.role.Skill;
import dev.landfast.journal.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parts of a brief that may be cut, as text.
///
/// @param folder that has what is only referred to
record Sections(Material material, Cut cut, String folder) {

    private static final int HEAD_CHARACTERS = 200;
    private static final String FINDINGS = "findings.txt";

    /// What is only referred to, by the name of its file.
    Map<String, String> beside(List<Finding> findings) {
        var beside = new LinkedHashMap<String, String>();
        var skills = material.knowledge().skills();
        skills.subList(cut.skills(), skills.size())
                .forEach(skill -> beside.put(file(skill), skill.text() + "\n"));
        if (!findings.isEmpty() && (!cut.whole() || cut.findings() < findings.size())) {
            beside.put(FINDINGS, list(findings, true) + "\n");
        }
        return beside;
    }

    private static String file(Skill skill) {
        return "skills/" + skill.name().replaceAll("[^A-Za-z0-9_-]", "_") + ".md";
    }

    private String place(String file) {
        return folder.isEmpty() ? file : folder + "/" + file;
    }

    String findings(List<Finding> all) {
        var shown = all.subList(0, cut.findings());
        var text = list(shown, cut.whole());
        return text
                + (cut.whole() && shown.size() == all.size()
                        ? ""
                        : "\n(%d of %d, shortened; all of them, whole, are in %s)"
                                .formatted(shown.size(), all.size(), place(FINDINGS)));
    }

    private static String list(List<Finding> findings, boolean whole) {
        var lines = new ArrayList<String>();
        for (var i = 0; i < findings.size(); i++) {
            var finding = findings.get(i);
            var message = finding.message().strip();
            lines.add(
                    "%d. [%s] %s %s: %s"
                            .formatted(
                                    i + 1,
                                    finding.level(),
                                    Data.line(finding.place().toString()),
                                    Data.line(finding.rule()),
                                    whole ? message.replace("\n", "\n   ") : head(message)));
            if (whole) {
                finding.advice().ifPresent(a -> lines.add("   mend: " + a.replace("\n", "\n   ")));
            }
        }
        return String.join("\n", lines);
    }

    private static String head(String message) {
        var line = message.lines().findFirst().orElse("");
        return line.length() > HEAD_CHARACTERS ? line.substring(0, HEAD_CHARACTERS) + "…" : line;
    }

    String changed() {
        var all = material.files().changed();
        var lines = new ArrayList<String>();
        all.subList(0, cut.files()).forEach(line -> lines.add(Data.line(line)));
        if (cut.files() < all.size()) {
            lines.add("… and " + (all.size() - cut.files()) + " more; ask git for them");
        }
        return String.join("\n", lines);
    }

    String reading() {
        return String.join("\n", material.files().reading().stream().map(Data::line).toList());
    }

    List<String> skills() {
        var parts = new ArrayList<String>();
        var skills = material.knowledge().skills();
        for (var i = 0; i < skills.size(); i++) {
            parts.add(i < cut.skills() ? whole(skills.get(i)) : referred(skills.get(i)));
        }
        return parts;
    }

    private static String whole(Skill skill) {
        var beside =
                skill.beside().isEmpty()
                        ? ""
                        : "\n\nFiles it refers to: `" + String.join("`, `", skill.beside()) + "`";
        return "### Skill `" + skill.name() + "`\n\n" + skill.text() + beside;
    }

    private String referred(Skill skill) {
        return "### Skill `%s`\n\n%s Read it in `%s` before you begin."
                .formatted(skill.name(), skill.description(), place(file(skill)));
    }

    List<String> instructions() {
        var parts = new ArrayList<String>();
        var all = material.knowledge().instructions();
        for (var i = 0; i < all.size(); i++) {
            parts.add(Data.fence(instruction(all.get(i), i < cut.instructions())));
        }
        return parts;
    }

    private static String instruction(Instruction file, boolean whole) {
        var head = "from " + Data.line(file.path()) + ": " + Data.line(file.description());
        return head + "\n\n" + (whole ? file.text() : "(no room for it here; read the file)");
    }
}
