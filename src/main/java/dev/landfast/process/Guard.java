package dev.landfast.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The strongest containment that this machine really reaches, found out by trying it once.
public final class Guard {

    private final Path home;
    private final String path;
    private final ContainmentLevel atMost;
    private final Map<String, Set<Path>> tools = new ConcurrentHashMap<>();

    private Guard(Path home, String path, ContainmentLevel atMost) {
        this.home = home;
        this.path = path;
        this.atMost = atMost;
    }

    /// Tried once for the life of this program, on a thread that nobody interrupts; whoever waits
    /// for it keeps no carrier of virtual threads.
    private static final class Tried {
        static final CompletableFuture<Trial.Result> RESULT =
                CompletableFuture.supplyAsync(Trial::strongest);
    }

    /// @param caller the environment of whoever started us: what is theirs is hidden below HOME,
    ///   and what they have on their PATH can be run
    public static Guard of(Map<String, String> caller) {
        String home = caller.getOrDefault("HOME", "");
        return new Guard(
                home(home).or(() -> home(System.getProperty("user.home", ""))).orElse(Path.of("/")),
                caller.getOrDefault("PATH", ""),
                ContainmentLevel.STRICT);
    }

    private static Optional<Path> home(String text) {
        return text.startsWith("/") ? Optional.of(Path.of(text).normalize()) : Optional.empty();
    }

    /// The same with nothing stronger than this level.
    public Guard atMost(ContainmentLevel level) {
        return new Guard(home, path, level.compareTo(atMost) >= 0 ? level : atMost);
    }

    /// The level that tasks are held at.
    public ContainmentLevel level() {
        ContainmentLevel reached = Tried.RESULT.join().level();
        return reached.compareTo(atMost) >= 0 ? reached : atMost;
    }

    /// What would make for a better level; empty at the best.
    public String advice() {
        if (level() == ContainmentLevel.STRICT) {
            return "";
        }
        Trial.Result tried = Tried.RESULT.join();
        if (atMost != ContainmentLevel.STRICT && tried.level() == ContainmentLevel.STRICT) {
            return "take away what holds it at " + atMost.word() + ", at-most in landfast.yaml";
        }
        return advice(tried);
    }

    static String advice(Trial.Result tried) {
        if (tried.cutOff()) {
            return Trial.CUT_OFF;
        }
        return Platform.tool(Strict.PROGRAM).isEmpty()
                ? "install bubblewrap ('apt install bubblewrap')"
                : "bubblewrap is there and cannot make its namespaces: allow unprivileged user"
                        + " namespaces, or in a container a /proc that is not masked";
    }

    /// Where the person is at home.
    public Path home() {
        return home;
    }

    /// What keeps a task within its bounds.
    ///
    /// @param search the task's own PATH; programs in it that are outside of the system are shown
    ///   to it, unless they lie where it may write
    public Containment around(Bounds bounds, String search) {
        return switch (level()) {
            case STRICT -> strict(bounds, home, tools(bounds, search));
            case WRITE_GUARD -> WriteGuard.of(bounds);
            case NONE -> Containment.none();
        };
    }

    static Containment strict(Bounds bounds, Path home, Collection<Path> tools) {
        return new Strict(View.of(bounds, home, tools).words(bounds.instead()), bounds.network());
    }

    /// Where tasks may write, this one or another, a link is no reason to show what it leads to.
    private Set<Path> tools(Bounds bounds, String search) {
        Set<Path> barred = new LinkedHashSet<>();
        for (Path path : Bounds.joined(bounds.write(), bounds.hidden())) {
            barred.add(path.toAbsolutePath().normalize());
            barred.add(ToolFolders.real(path));
        }
        return tools.computeIfAbsent(
                search + ":" + path + "\n" + barred,
                _ -> ToolFolders.of(search + ":" + path, home, folder -> isBelow(folder, barred)));
    }

    private static boolean isBelow(Path path, Collection<Path> folders) {
        Path real = ToolFolders.real(path);
        return folders.stream().anyMatch(each -> path.startsWith(each) || real.startsWith(each));
    }

    /// What a program needs that is started by its own path.
    public Collection<Path> needs(Path program) {
        return Files.exists(program) ? ToolFolders.ofProgram(program, home) : Set.of();
    }
}
