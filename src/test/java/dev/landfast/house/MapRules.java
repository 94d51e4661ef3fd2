package dev.landfast.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// What compiled classes must keep to. Each rule returns its problems as sentences; none means that
/// it holds.
record MapRules(String root, ArchitectureMap map, JavaClasses classes) {

    private static final int DEPTH = 4;

    List<String> problems() {
        return Stream.of(
                        tableProblems(),
                        packagesWithoutRow(),
                        rowsWithoutPackage(),
                        usesNoRowAllows(),
                        allowancesNobodyUses(),
                        doorsUsedElsewhere(),
                        packageProblems())
                .flatMap(List::stream)
                .toList();
    }

    /// A name that is no row, a row twice, a row that may use one above itself.
    List<String> tableProblems() {
        var problems = new ArrayList<String>();
        var seen = new TreeSet<String>();
        for (var row : map.rows()) {
            if (!seen.add(row.name())) {
                problems.add("row '%s' stands twice".formatted(row.name()));
            }
            var below = map.below(row);
            for (var name : row.mayUse()) {
                if (!below.contains(name)) {
                    problems.add(
                            "row '%s' may use '%s', which is not a row below it"
                                    .formatted(row.name(), name));
                }
            }
        }
        for (var door : map.doors()) {
            for (var name : door.packages()) {
                if (map.row(name).isEmpty()) {
                    problems.add(
                            "door %s is given to '%s', which has no row"
                                    .formatted(door.members(), name));
                }
            }
        }
        return problems;
    }

    List<String> packagesWithoutRow() {
        return packages().keySet().stream()
                .filter(name -> map.row(name).isEmpty())
                .map(name -> "package '%s' has no row in ARCHITECTURE.md".formatted(name))
                .toList();
    }

    List<String> rowsWithoutPackage() {
        var packages = packages().keySet();
        return map.rows().stream()
                .filter(row -> row.planned() == packages.contains(row.name()))
                .map(row ->
                        row.planned()
                                ? "row '%s' is marked planned, but has code".formatted(row.name())
                                : "row '%s' has no package".formatted(row.name()))
                .toList();
    }

    List<String> usesNoRowAllows() {
        var problems = new ArrayList<String>();
        for (var row : map.rows()) {
            var allowed = map.mayUse(row);
            for (var use : uses(row.name()).entrySet()) {
                if (!allowed.contains(use.getKey())) {
                    problems.add(
                            "'%s' uses '%s', which its row does not allow: %s"
                                    .formatted(row.name(), use.getKey(), use.getValue()));
                }
            }
        }
        return problems;
    }

    List<String> allowancesNobodyUses() {
        var problems = new ArrayList<String>();
        for (var row : map.rows()) {
            var used = uses(row.name()).keySet();
            for (var name : row.mayUse()) {
                var planned =
                        row.planned()
                                || map.row(name).map(ArchitectureMap.Row::planned).orElse(false);
                if (!planned && !used.contains(name)) {
                    problems.add("row '%s' may use '%s', but does not".formatted(row.name(), name));
                }
            }
        }
        return problems;
    }

    List<String> doorsUsedElsewhere() {
        var touches = touches();
        return map.doors().stream().flatMap(door -> doorProblems(door, touches)).toList();
    }

    private Stream<String> doorProblems(ArchitectureMap.Door door, List<Touch> all) {
        var members = door.members().stream().map(MapRules::glob).toList();
        var through =
                all.stream()
                        .filter(touch ->
                                members.stream()
                                        .anyMatch(member -> member.matcher(touch.what()).matches()))
                        .toList();
        var users = through.stream().map(Touch::user).collect(toSet());
        var elsewhere =
                through.stream()
                        .filter(touch -> !door.packages().contains(touch.user()))
                        .collect(groupingBy(Touch::user, TreeMap::new, toList()))
                        .values()
                        .stream()
                        .map(touches ->
                                "'%s' touches %s, a door of %s only: %s and %d more"
                                        .formatted(
                                                touches.getFirst().user(),
                                                touches.getFirst().what(),
                                                door.packages(),
                                                touches.getFirst().where(),
                                                touches.size() - 1));
        var unused =
                door.packages().stream()
                        .filter(name -> !users.contains(name))
                        .map(name ->
                                "door %s is given to '%s', which does not use it"
                                        .formatted(door.members(), name));
        return Stream.concat(elsewhere, unused);
    }

    /// One use of something outside: a member as `owner.member`, a mere type as `owner.class`.
    private record Touch(String user, String what, String where) {}

    private List<Touch> touches() {
        var touches = new ArrayList<Touch>();
        for (var type : classes) {
            var user = packageOf(type);
            for (var access : type.getAccessesFromSelf()) {
                var member =
                        access.getTargetOwner().getFullName() + "." + access.getTarget().getName();
                touches.add(new Touch(user, member, access.getSourceCodeLocation().toString()));
            }
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var name = dependency.getTargetClass().getFullName() + ".class";
                touches.add(new Touch(user, name, dependency.getSourceCodeLocation().toString()));
            }
        }
        return touches;
    }

    /// Too deep, or without a `@NullMarked` package-info.
    List<String> packageProblems() {
        var problems = new TreeSet<String>();
        for (var type : classes) {
            var found = type.getPackage();
            if (found.getName().split("\\.", -1).length > DEPTH) {
                problems.add("package %s is deeper than %d".formatted(found.getName(), DEPTH));
            }
            var marked =
                    found.tryGetPackageInfo()
                            .map(info -> info.isAnnotatedWith(NullMarked.class))
                            .orElse(false);
            if (!marked) {
                problems.add(
                        "package %s has no @NullMarked package-info".formatted(found.getName()));
            }
        }
        return List.copyOf(problems);
    }

    private Map<String, List<JavaClass>> packages() {
        return classes.stream().collect(groupingBy(this::packageOf, TreeMap::new, toList()));
    }

    /// The packages that one package uses, each with an example.
    private Map<String, String> uses(String from) {
        var uses = new TreeMap<String, String>();
        packages().getOrDefault(from, List.of()).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> inRoot(dependency.getTargetClass()))
                .filter(dependency -> !packageOf(dependency.getTargetClass()).equals(from))
                .sorted()
                .forEach(dependency ->
                        uses.putIfAbsent(
                                packageOf(dependency.getTargetClass()), example(dependency)));
        return uses;
    }

    private static String example(Dependency dependency) {
        return dependency.getDescription();
    }

    private boolean inRoot(JavaClass type) {
        return type.getPackageName().startsWith(root + ".");
    }

    /// The row a class belongs to: the segment after the root; a class in the root itself has the
    /// root's name.
    private String packageOf(JavaClass type) {
        var name = type.getPackageName();
        return name.equals(root) ? root : name.substring(root.length() + 1).split("\\.", -1)[0];
    }

    /// `*` is any one name, `**` any number of them.
    private static Pattern glob(String members) {
        return Pattern.compile(
                Pattern.quote(members).replace("**", "\\E.+\\Q").replace("*", "\\E[^.]*\\Q"));
    }
}
