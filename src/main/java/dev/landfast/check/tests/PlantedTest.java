package dev.landfast.check.tests;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Ground;
import dev.landfast.gate.Tree;
import dev.landfast.gate.Unmeasured;

/// Where a test can be planted so that pytest collects it: a file beside the project's own, or,
/// where those are called otherwise than usual, the smallest of them.
///
/// @param name how its function is called
public record PlantedTest(String path, String name) {

    /// @param tree whose test files are looked at
    /// @param name of a file, as `Ground` has it
    /// @throws Unmeasured when the project has no test
    public static PlantedTest in(Bench bench, Tree tree, String name) throws InterruptedException {
        var usual = new Ground(tree.quiet(), bench.project()).test(name);
        if (usual.isPresent()) {
            return new PlantedTest(usual.get(), "test_canary");
        }
        var tests = Pytest.of(bench.run()).candidate().tests().outcomes().keySet();
        return tests.stream()
                .filter(id -> id.contains("::"))
                .min((a, b) -> Integer.compare(a.length(), b.length()))
                .map(id -> new PlantedTest(TestRun.fileOf(id), like(id)))
                .orElseThrow(() ->
                        Unmeasured.evidence(
                                "there is no test that one more could be planted beside",
                                "write the tests that are missing"));
    }

    /// What collects the one collects the other.
    private static String like(String id) {
        return id.substring(id.lastIndexOf("::") + 2).replaceFirst("\\[.*", "") + "_canary";
    }

    /// The function, with these statements.
    public String function(String... statements) {
        return "def %s() -> None:\n    %s\n".formatted(name, String.join("\n    ", statements));
    }
}
