package dev.landfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfast.problem.UsageProblem;
import dev.landfast.process.Capture;
import dev.landfast.process.Captured;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A proof is checked by somebody who has neither Landfast nor the repository.
class ProvingTest {

    private static final int FLIPS = 6;

    @TempDir private Path temp;
    private Path proof;
    private Path trusted;
    private String id = "";

    @BeforeEach
    void a_run_with_its_proof() throws Exception {
        var project = SmallProject.in(temp);
        var run = new OwnRun(project, OwnRun.SMALL).carried("small");
        proof = temp.resolve("small.proof");
        try (var landfast = Landfast.open(project.surroundings())) {
            id = landfast.reports().proof(run.id(), proof);
            assertThatThrownBy(() -> landfast.reports().proof(run.id(), proof))
                    .isInstanceOf(UsageProblem.class)
                    .hasMessageContaining("LF-149");
        }
        trusted = temp.resolve("verify.py");
        Files.copy(proof.resolve("verify.py"), trusted);
    }

    private Captured verify(String... more) {
        var words = new java.util.ArrayList<>(List.of("python3", trusted.toString()));
        words.add(proof.toString());
        words.addAll(List.of(more));
        return Tasks.capture(Capture.of(words, temp, Map.of("PATH", System.getenv("PATH"))));
    }

    @Test
    void it_holds_as_it_was_written_and_says_what_was_measured() {
        var own =
                Tasks.capture(
                        Capture.of(
                                List.of("python3", proof.resolve("verify.py").toString()),
                                temp,
                                Map.of("PATH", System.getenv("PATH"))));

        assertThat(own.succeeded()).as(own.outText()).isTrue();
        assertThat(own.outText()).startsWith("holds: run ").contains("PASS").contains("id " + id);
        assertThat(verify("--expect", id).succeeded()).isTrue();
        assertThat(verify("--expect", "0".repeat(64)).succeeded()).isFalse();
    }

    @Test
    void a_flipped_bit_anywhere_is_refused() throws IOException {
        var random = new Random(20261121);
        List<Path> files;
        try (var all = Files.walk(proof)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(6);
        for (var file : files) {
            var whole = Files.readAllBytes(file);
            for (var i = 0; i < FLIPS; i++) {
                var flipped = whole.clone();
                var at = random.nextInt(flipped.length);
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, flipped);
                var said = verify();
                assertThat(said.succeeded()).as(file + " at " + at).isFalse();
                assertThat(said.outText()).startsWith("REFUSED: ");
            }
            Files.write(file, whole);
        }
        assertThat(verify().succeeded()).isTrue();
    }

    @Test
    void a_file_too_many_or_too_few_is_refused() throws IOException {
        var more = Files.writeString(proof.resolve("more.txt"), "trust me\n");
        assertThat(verify().outText()).contains("more.txt does not belong here");
        Files.delete(more);

        Files.delete(proof.resolve("report.json"));
        assertThat(verify().outText()).contains("report.json is missing");
    }

    @Test
    void an_entry_left_out_is_refused_though_every_file_is_listed_as_it_is() throws IOException {
        var events = proof.resolve("events.txt");
        var lines = Files.readAllLines(events);
        lines.remove(3);
        Files.writeString(events, String.join("\n", lines) + "\n");
        relist();

        assertThat(verify().outText()).startsWith("REFUSED: the chain of events breaks at entry 4");
    }

    /// As somebody would who can compute hashes.
    private void relist() {
        var script =
                """
                import hashlib, json, os
                text = json.load(open("manifest.json"))
                for name in text["files"]:
                    data = open(name, "rb").read()
                    text["files"][name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
                data = json.dumps(text).encode()
                open("manifest.json", "wb").write(data)
                open("manifest.sha256", "w").write(hashlib.sha256(data).hexdigest() + "\\n")
                """;
        var command = List.of("python3", "-c", script);
        var said = Tasks.capture(Capture.of(command, proof, Map.of("PATH", System.getenv("PATH"))));
        assertThat(said.succeeded()).as(said.errText()).isTrue();
    }
}
