package dev.landfast.gate;

import dev.landfast.journal.Finding;
import dev.landfast.journal.Finding.Level;
import dev.landfast.journal.Finding.Place;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Files that say how work is judged and by whom: the project's settings, workflows, roles and what
/// its CI runs. A branch may propose a change of them; a person takes it by name.
final class PolicyPaths {

    static final String RULE = "policy-changed";

    private static final Pattern POLICY =
            Pattern.compile(
                    "landfast\\.ya?ml"
                            + "|\\.landfast/.*"
                            + "|(.*/)?\\.claude/(agents|hooks|settings|skills).*"
                            + "|\\.git(hub|ea)/.*|\\.forgejo/.*"
                            + "|(.*/)?CODEOWNERS"
                            + "|\\.gitlab-ci\\.ya?ml|\\.gitlab/.*"
                            + "|\\.circleci/.*|\\.buildkite/.*|\\.woodpecker(/.*|\\.ya?ml)"
                            + "|\\.(travis|drone|appveyor|cirrus)\\.ya?ml|appveyor\\.ya?ml"
                            + "|azure-pipelines[^/]*\\.ya?ml|bitbucket-pipelines\\.ya?ml"
                            + "|(.*/)?Jenkinsfile"
                            + "|\\.pre-commit-config\\.yml");

    private PolicyPaths() {}

    /// A finding for each such path that the candidate has otherwise than the base.
    static List<Finding> changed(TreeSource trees, GateRequest.Subject subject) {
        var now = trees.files(subject.commit());
        var before = trees.files(subject.base());
        Set<String> paths = new TreeSet<>(now.keySet());
        paths.addAll(before.keySet());
        return paths.stream()
                .filter(p -> POLICY.matcher(p).matches())
                .filter(p -> !now.getOrDefault(p, "").equals(before.getOrDefault(p, "")))
                .map(PolicyPaths::finding)
                .toList();
    }

    private static Finding finding(String path) {
        return Findings.advised(
                Findings.of(
                        RULE,
                        Level.CRITICAL,
                        new Place(path, 0),
                        "how work is judged differs from the base; measured as the base says"),
                "take the change of " + path + " back, or let a person accept it");
    }
}
