package dev.landfast.check.lint;

import dev.landfast.gate.Bench;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Programs;
import dev.landfast.gate.Unmeasured;
import java.util.List;
import java.util.Optional;

/// Where ruff is: a program on the path, or a module of an interpreter.
///
/// @param words how it is called
public record RuffProgram(List<String> words, Tool tool) {

    public RuffProgram {
        words = List.copyOf(words);
    }

    public static Optional<RuffProgram> find(Bench bench) {
        var environment = bench.run().request().surroundings().environment();
        var program = Programs.onPath(environment, "ruff");
        if (program.isPresent()) {
            var path = program.get().toString();
            var version = Programs.version(program.get(), environment);
            return Optional.of(new RuffProgram(List.of(path), new Tool("ruff", version, path)));
        }
        try {
            var python = bench.python("ruff");
            return Optional.of(new RuffProgram(python.isolated("ruff"), python.tool("ruff")));
        } catch (Unmeasured e) {
            return Optional.empty();
        }
    }
}
