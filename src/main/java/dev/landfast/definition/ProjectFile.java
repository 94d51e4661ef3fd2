package dev.landfast.definition;

import dev.landfast.definition.Problems.Code;
import dev.landfast.definition.Values.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads `landfast.yaml`: what a project says of itself.
///
/// The keys are described as data under `project` in `structure.yaml`, as those of definitions are.
public final class ProjectFile {

    /// Its name at the root of a repository.
    public static final String NAME = "landfast.yaml";

    /// Its key for variables of the person's that agents are given.
    public static final String HANDED = "agent-variables";

    /// Its key for variables that everything in a worktree sees.
    public static final String ENVIRONMENT = "environment";

    /// Its key for the interpreter that has the project's tools.
    public static final String PYTHON = "python";

    /// Variables by which whoever loads a program loads something else with it, or finds another
    /// one: they would also act on what starts and keeps the program.
    private static final Pattern OF_LOADERS =
            Pattern.compile("(LD|DYLD)_.*|GCONV_PATH|GLIBC_TUNABLES|BASH_ENV|ENV|PATH");

    /// Stands for a check that the project turns off.
    public static final String OFF = "off";

    /// The key of a gate for checks that the definition does not have.
    public static final String MORE = "checks";

    private final Problems problems = new Problems();
    private final Values values = new Values(problems, new References(problems));

    private ProjectFile() {}

    /// The settings; `gates` maps gate → check → thresholds or {@link #OFF}, and gate → {@link
    /// #MORE} → a list of check → thresholds.
    ///
    /// @param file what positions name
    /// @throws DefinitionException with every mistake that was found
    public static Config parse(String text, String file) {
        var reader = new ProjectFile();
        var settings = reader.read(text, file);
        if (reader.problems.any()) {
            throw new DefinitionException(reader.problems.sorted());
        }
        return settings;
    }

    private Config read(String text, String file) {
        if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
            return Config.empty();
        }
        var place = new Place(NAME, Surroundings.TOP);
        var root = YamlTree.read(text, file, problems);
        if (root.isEmpty()) {
            return Config.empty();
        }
        var plain = values.settings(root.get(), Kinds.structure("project"), place);
        var settings = new LinkedHashMap<>(plain.values());
        if (root.get() instanceof Node.Mapping mapping) {
            mapping.entry(ENVIRONMENT).ifPresent(this::refuseLoaders);
            mapping.entry("gates")
                    .ifPresent(gates -> settings.put("gates", gates(gates.value(), place)));
            mapping.entry("budgets").ifPresent(said -> budgets(said, plain.map("budgets")));
        }
        return new Config(settings);
    }

    private void refuseLoaders(Node.Entry environment) {
        if (environment.value() instanceof Node.Mapping(var _, var entries)) {
            entries.stream()
                    .filter(entry -> OF_LOADERS.matcher(entry.key()).matches())
                    .forEach(entry ->
                            problems.add(
                                    Code.VALUE,
                                    entry.at(),
                                    Problems.quote(entry.key())
                                            + " of 'environment' decides which programs or libraries are loaded",
                                    "remove it; 'python' names the interpreter, and a command of the project's can set it for what it starts"));
        }
    }

    /// An attempt that may cost more than a day would never start.
    private void budgets(Node.Entry said, Config budgets) {
        var attempt = budgets.number("attempt").orElse(0.0);
        if (budgets.number("day").filter(day -> attempt > day).isPresent()
                && said.value() instanceof Node.Mapping mapping) {
            mapping.entry("attempt")
                    .ifPresent(entry ->
                            problems.add(
                                    Code.VALUE,
                                    entry.value().at(),
                                    "an attempt may cost more than all runs of a day together, so none could ever start",
                                    "raise 'day', or lower 'attempt'"));
        }
    }

    private Map<String, Object> gates(Node node, Place place) {
        var gates = new LinkedHashMap<String, Object>();
        if (node instanceof Node.Mapping(var _, var entries)) {
            entries.forEach(gate -> gates.put(gate.key(), checks(gate, place)));
        } else {
            values.wrong(node, place.below("gates"), "a mapping of gates");
        }
        return gates;
    }

    private Map<String, Object> checks(Node.Entry gate, Place place) {
        var reader = new GateReader(problems, values);
        var checks = new LinkedHashMap<String, Object>();
        if (!(gate.value() instanceof Node.Mapping(var _, var entries))) {
            values.wrong(gate.value(), place.below(gate.key()), "a mapping of checks");
            return checks;
        }
        for (var check : entries) {
            if (check.key().equals(MORE)) {
                checks.put(MORE, more(check.value(), place.below(gate.key())));
            } else if (check.value() instanceof Node.Scalar scalar && scalar.text().equals(OFF)) {
                reader.check(check).ifPresent(_ -> checks.put(check.key(), OFF));
            } else {
                reader.check(check)
                        .ifPresent(read -> checks.put(check.key(), read.with().values()));
            }
        }
        return checks;
    }

    private List<Object> more(Node node, Place place) {
        if (!(node instanceof Node.Sequence(var _, var items)) || items.isEmpty()) {
            values.wrong(node, place.below(MORE), "a list of checks, at least one");
            return List.of();
        }
        return new GateReader(problems, values)
                .checks(items, place).stream()
                        .<Object>map(check -> Map.of(check.name(), check.with().values()))
                        .toList();
    }

    /// A gate as a project wants it: thresholds replaced, checks left out, checks added.
    ///
    /// @param settings as {@link #parse} gives them
    public static Workflow.Gate applied(Workflow.Gate gate, Config settings) {
        var differing = settings.map("gates").map(gate.id());
        var checks =
                Stream.concat(
                                gate.checks().stream()
                                        .filter(check -> isOn(check, differing))
                                        .map(check -> applied(check, differing)),
                                added(differing))
                        .toList();
        return new Workflow.Gate(gate.id(), checks, gate.policy(), gate.position());
    }

    /// A gate as strict as any of these settings want it: a check that they see differently is
    /// there once for each, and every check that one of them adds.
    ///
    /// @param settings of the same project at several commits, the one that decides what is
    ///   measured first
    public static Workflow.Gate strictest(Workflow.Gate gate, List<Config> settings) {
        var differing = settings.stream().map(each -> each.map("gates").map(gate.id())).toList();
        var checks =
                gate.checks().stream()
                        .flatMap(check ->
                                differing.stream()
                                        .filter(each -> isOn(check, each))
                                        .map(each -> applied(check, each))
                                        .distinct());
        var added = differing.stream().flatMap(ProjectFile::added).distinct();
        return new Workflow.Gate(
                gate.id(), Stream.concat(checks, added).toList(), gate.policy(), gate.position());
    }

    private static Stream<Workflow.Check> added(Config differing) {
        var position = new Position(NAME, 1, 1);
        return differing.maps(MORE).stream()
                .flatMap(each ->
                        each.values().keySet().stream()
                                .map(name -> new Workflow.Check(name, each.map(name), position)));
    }

    /// What the settings make gates run: gate → commands, in the order of the file.
    ///
    /// @param settings as {@link #parse} gives them
    public static Map<String, List<Object>> commands(Config settings) {
        var commands = new LinkedHashMap<String, List<Object>>();
        var gates = settings.map("gates");
        for (var gate : gates.values().keySet()) {
            var differing = gates.map(gate);
            var given =
                    Stream.concat(
                                    differing.values().keySet().stream()
                                            .flatMap(name -> commands(name, differing.map(name))),
                                    added(differing)
                                            .flatMap(check -> commands(check.name(), check.with())))
                            .toList();
            if (!given.isEmpty()) {
                commands.put(gate, given);
            }
        }
        return commands;
    }

    private static Stream<Object> commands(String check, Config with) {
        return Optional.ofNullable(Kinds.checks().get(check)).stream()
                .flatMap(kind -> kind.keys().entrySet().stream())
                .filter(key -> key.getValue().type().equals("command") && with.has(key.getKey()))
                .map(key -> with.values().get(key.getKey()));
    }

    private static boolean isOn(Workflow.Check check, Config differing) {
        return !OFF.equals(differing.values().get(check.name()));
    }

    private static Workflow.Check applied(Workflow.Check check, Config differing) {
        var merged = new LinkedHashMap<>(check.with().values());
        merged.putAll(differing.map(check.name()).values());
        return new Workflow.Check(check.name(), new Config(merged), check.position());
    }

    /// Names what is wrong with a setting that only its user can judge.
    public static DefinitionException wrong(String key, String what, String remedy) {
        var problems = new Problems();
        problems.add(
                Code.VALUE, new Position(NAME, 1, 1), Problems.quote(key) + " " + what, remedy);
        return new DefinitionException(problems.sorted());
    }
}
