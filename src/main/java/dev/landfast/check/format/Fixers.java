package dev.landfast.check.format;

import dev.landfast.definition.Config;
import dev.landfast.gate.Ahead;
import dev.landfast.gate.Bench;
import dev.landfast.gate.Checkout;
import dev.landfast.gate.Evidence.Tool;
import dev.landfast.gate.Fence;
import dev.landfast.gate.GateRequest;
import dev.landfast.gate.GateRun;
import dev.landfast.gate.Hashes;
import dev.landfast.gate.Programs;
import dev.landfast.gate.PythonProject;
import dev.landfast.gate.Store;
import dev.landfast.gate.Terminal;
import dev.landfast.gate.ToolRunner;
import dev.landfast.gate.TreeSource;
import dev.landfast.gate.Turn;
import dev.landfast.gate.Unmeasured;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Formats the files of a change before they are committed.
///
/// A file that was not formatted at the base is left alone: a small change to an old file stays a
/// small change. Tools work on copies of the files in a checkout of the base, so that they read the
/// base's configuration and nothing else of the worktree.
public final class Fixers {

    /// The tools it knows, in the order in which they go over a file.
    public static final List<String> ALL = List.of("black", "isort", "ruff");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Tasks tasks;
    private final TreeSource trees;
    private final Fence fence;

    public Fixers(Tasks tasks, TreeSource trees, Fence fence) {
        this.tasks = tasks;
        this.trees = trees;
        this.fence = fence;
    }

    /// What to format.
    ///
    /// @param worktree where the files are
    /// @param files paths relative to it that differ from the base; others than Python are ignored
    public record Work(Path worktree, String base, Collection<String> files) {

        public Work {
            files = List.copyOf(files);
        }
    }

    /// @param changed the files that are different now
    /// @param notes what was left alone, and tools that are missing
    public record Fixed(Set<String> changed, List<String> notes) {

        public Fixed {
            changed = Set.copyOf(changed);
            notes = List.copyOf(notes);
        }
    }

    /// Runs the named tools (`black`, `isort`, `ruff`) one after another. A tool that is missing,
    /// or that the project does not configure while it configures another, is noted and left out.
    public Fixed run(List<String> names, Work work, GateRequest.Surroundings surroundings)
            throws InterruptedException {
        var fixing = new Fixing(work, surroundings);
        try {
            return fixing.run(names);
        } finally {
            fixing.run.drop();
        }
    }

    /// @param strangers files that the base has formatted otherwise
    private record Formatting(Formatter formatter, Set<String> strangers) {}

    /// What was found of a file of a base.
    record Known(boolean stranger) {}

    private final class Fixing {

        private final Work work;
        private final GateRun run;
        private final Bench bench;
        private final Checkout bed;
        private final Set<String> files = new TreeSet<>();
        private final List<String> notes = new ArrayList<>();

        Fixing(Work work, GateRequest.Surroundings surroundings) {
            this.work = work;
            this.run =
                    GateRun.over(
                            trees,
                            work.base(),
                            surroundings,
                            new ToolRunner(tasks, fence, surroundings, () -> ALL.size()));
            this.bench = bench();
            this.bed = run.base().fresh();
            for (var file : work.files()) {
                if ((file.endsWith(".py") || file.endsWith(".pyi"))
                        && Files.isRegularFile(
                                work.worktree().resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                    files.add(file);
                }
            }
        }

        Fixed run(List<String> names) throws InterruptedException {
            if (files.isEmpty()) {
                return new Fixed(Set.of(), List.of());
            }
            var before = hashes();
            var formatters = new LinkedHashMap<String, Ahead<Optional<Formatting>>>();
            names.stream()
                    .distinct()
                    .filter(n -> !n.equals("ruff"))
                    .forEach(n -> formatters.put(n, Ahead.of(() -> formatting(n))));
            try {
                for (var name : names) {
                    try {
                        fix(name, Optional.ofNullable(formatters.get(name)));
                    } catch (Unmeasured e) {
                        notes.add(name + " was left out: " + e.getMessage());
                    }
                }
            } finally {
                formatters.values().forEach(Ahead::close);
            }
            var after = hashes();
            var changed = new LinkedHashSet<>(files);
            changed.removeIf(f -> Objects.equals(before.get(f), after.get(f)));
            return new Fixed(changed, notes);
        }

        private Bench bench() {
            return new Bench(run, "fix", Config.empty());
        }

        /// Empty where the project formats with something else.
        private Optional<Formatting> formatting(String name) throws InterruptedException {
            var project = new PythonProject(run.base().quiet());
            var formatter =
                    FormatCheck.named(run.pythons(), project, List.of()).stream()
                            .filter(f -> f.name().equals(name))
                            .findFirst();
            if (formatter.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Formatting(formatter.get(), strangers(formatter.get())));
        }

        /// Each file of a base is looked at once: a feature commits several times.
        private Set<String> strangers(Formatter formatter) throws InterruptedException {
            var strangers = new TreeSet<String>();
            var unknown = new TreeMap<String, String>();
            for (var file : files) {
                if (run.base().files().containsKey(file)) {
                    var key = key(formatter, file);
                    var known = run.store().read(key, Known.class);
                    if (known.isEmpty()) {
                        unknown.put(file, key);
                    } else if (known.get().stranger()) {
                        strangers.add(file);
                    }
                }
            }
            if (!unknown.isEmpty()) {
                var found = formatter.check(bench(), run.base(), unknown.keySet()).paths();
                unknown.forEach(
                        (file, key) -> run.store().write(key, new Known(found.contains(file))));
                found.stream().filter(unknown::containsKey).forEach(strangers::add);
            }
            return strangers;
        }

        private String key(Formatter formatter, String file) {
            return Store.key(
                    List.of("formatted", formatter.name(), work.base(), file, run.surroundings()));
        }

        private void fix(String name, Optional<Ahead<Optional<Formatting>>> begun)
                throws InterruptedException {
            if (begun.isEmpty()) {
                ruff(new PythonProject(run.base().quiet()));
                return;
            }
            var formatting = begun.get().get();
            if (formatting.isEmpty()) {
                notes.add(name + " was left out: the project formats with something else");
                return;
            }
            var mine = new TreeSet<>(files);
            for (var file : formatting.get().strangers()) {
                if (mine.remove(file)) {
                    notes.add(file + " was not formatted with " + name + " before; left alone");
                }
            }
            if (!mine.isEmpty()) {
                apply(name, formatting.get().formatter().fix(run.resources(), bed, mine));
            }
        }

        private void ruff(PythonProject project) throws InterruptedException {
            var program = Programs.onPath(run.request().surroundings().environment(), "ruff");
            if (program.isEmpty() || !project.configuresRuff()) {
                notes.add("ruff was left out: it is missing or not configured");
                return;
            }
            var words = new ArrayList<>(List.of(program.get().toString(), "check", "--fix"));
            words.addAll(List.of("--no-cache", "--exit-zero", "--force-exclude", "--"));
            words.addAll(files);
            apply("ruff", words);
        }

        private void apply(String name, List<String> words) throws InterruptedException {
            var spot =
                    new ToolRunner.Spot(
                            run.gitDirectory(),
                            Checkout.existing(work.base(), bed.directory()),
                            run.scratch(name),
                            run.request().surroundings().environment(),
                            PATIENCE);
            var order =
                    new ToolRunner.Order(
                            new Tool(name, "", words.getFirst()), words, spot, Map.of(), Set.of());
            copy(work.worktree(), bed.directory());
            var ended = run.tools().run(order, Turn.USUAL, bench.log());
            if (ended.exit().orElse(-1) == 0) {
                copy(bed.directory(), work.worktree());
            } else {
                notes.add(name + " did not end well: " + Terminal.plain(ended.errors()));
            }
        }

        /// Keeps permissions and links of the target: only the content moves, and only where it
        /// differs.
        private void copy(Path from, Path to) {
            for (var file : files) {
                try {
                    var content = Files.readAllBytes(from.resolve(file));
                    var target = to.resolve(file);
                    if (!Files.exists(target)
                            || !Arrays.equals(content, Files.readAllBytes(target))) {
                        Files.createDirectories(target.resolveSibling("."));
                        Files.write(target, content);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private Map<String, Optional<String>> hashes() {
            var all = new LinkedHashMap<String, Optional<String>>();
            for (var file : files) {
                try {
                    all.put(file, Optional.of(Hashes.ofFile(work.worktree().resolve(file))));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return all;
        }
    }
}
