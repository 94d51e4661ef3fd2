package dev.landfast.agent.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.landfast.agent.AgentOutcome;
import dev.landfast.agent.Assignment;
import dev.landfast.agent.Maker;
import dev.landfast.agent.ToolServer;
import dev.landfast.agent.brief.Brief;
import dev.landfast.agent.brief.BriefWriter;
import dev.landfast.agent.model.Asked;
import dev.landfast.agent.model.ModelServer;
import dev.landfast.agent.model.RealPrograms;
import dev.landfast.agent.model.Reply;
import dev.landfast.agent.role.Role;
import dev.landfast.agent.role.Roles;
import dev.landfast.agent.role.Sources;
import dev.landfast.file.Removal;
import dev.landfast.journal.StepKey;
import dev.landfast.mcp.Answer;
import dev.landfast.mcp.HttpDoor;
import dev.landfast.mcp.Protocol;
import dev.landfast.mcp.Tool;
import dev.landfast.process.Bounds;
import dev.landfast.process.Guard;
import dev.landfast.process.Network;
import dev.landfast.process.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A real agent's program at work in a folder, with a scripted model behind it.
final class Bench implements AutoCloseable {

    final Path worktree;
    final ModelServer model;
    final Path folder;
    final Maker maker;
    private Duration limit = Duration.ofMinutes(2);
    private Role role = new Roles(Sources.none()).named("developer");
    private int attempt = 1;
    private final AtomicInteger told = new AtomicInteger();
    private HttpDoor.@Nullable Visit visit;

    Bench(Path folder, Maker maker, Function<Asked, Reply> script) throws IOException {
        this.folder = folder;
        this.maker = maker;
        this.model = ModelServer.start(script);
        this.worktree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(worktree.resolve("there.txt"), "there\n");
    }

    Bench within(Duration changed) {
        limit = changed;
        return this;
    }

    Bench playing(String name) {
        role = new Roles(Sources.none()).named(name);
        return this;
    }

    /// The next attempt at the same visit of the step.
    Bench again() {
        attempt++;
        return this;
    }

    /// Gives the agent a tool to call that always says the same.
    Bench telling(String tool, String answer) throws IOException {
        var next =
                Tool.telling(
                        tool,
                        "What to do next.",
                        List.of(),
                        _ -> {
                            told.incrementAndGet();
                            return new Answer.Said(answer);
                        });
        visit =
                new HttpDoor(folder.resolve("port"))
                        .admit("the-token", new Protocol("1.0", "Tells.", List.of(next)));
        return this;
    }

    /// How often the tool was called.
    int told() {
        return told.get();
    }

    AgentOutcome work() throws InterruptedException {
        return agent().work(assignment());
    }

    /// The same over the Agent Client Protocol.
    AgentOutcome converse() throws InterruptedException {
        var program = RealPrograms.choice(maker, model.url());
        var command = new ArrayList<>(program.program());
        command.addAll(List.of("--experimental-acp", "--skip-trust", "-m", "gemini-2.5-pro"));
        return new AcpAgent(command, Tasks.open(folder.resolve("shim"))).work(assignment());
    }

    CodingAgent agent() {
        return new CodingAgent(
                RealPrograms.choice(maker, model.url()), Tasks.open(folder.resolve("shim")));
    }

    Path scratch() {
        return folder.resolve("attempts").resolve("implement@" + attempt);
    }

    private Assignment assignment() {
        return new Assignment(
                "run" + folder.hashCode(),
                new StepKey("implement", attempt),
                1,
                brief(),
                new Assignment.Site(
                        worktree,
                        scratch(),
                        environment(),
                        bounds(),
                        Optional.ofNullable(server())));
    }

    private @Nullable ToolServer server() {
        return visit == null ? null : new ToolServer(visit.url(), "the-token");
    }

    /// As an attempt of a run has them: the worktree and what is its own, and nothing else.
    private Assignment.Bounds bounds() {
        try {
            var key = new StepKey("implement", attempt);
            var desk = Files.createDirectories(Assignment.Site.desk(scratch()));
            var home = Files.createDirectories(new Assignment.Shared(scratch(), key, 1).home());
            var guard = Guard.of(environment());
            var program = Path.of(RealPrograms.choice(maker, model.url()).program().getFirst());
            var bounds =
                    Bounds.of(Network.FULL)
                            .hiding(List.of(folder))
                            .writing(role.reach().edits() ? List.of(worktree) : List.of())
                            .reading(List.of(worktree))
                            .writing(List.of(desk, home))
                            .reading(List.copyOf(guard.needs(program)));
            return new Assignment.Bounds(
                    limit, Optional.empty(), guard.around(bounds, "/usr/local/bin:/usr/bin:/bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Brief brief() {
        return BriefWriter.write(
                role,
                new BriefWriter.Matter(
                        "implement (step 2)", "the wish", List.of(), List.of(), Map.of()));
    }

    private Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("LANG", "C.UTF-8");
        environment.putAll(RealPrograms.environment());
        environment.put("GOOGLE_GEMINI_BASE_URL", model.url());
        environment.put("IS_SANDBOX", "1");
        var server = server();
        if (server != null) {
            environment.putAll(server.environment());
        }
        return environment;
    }

    /// The program's own processes; not its tools, and not the shim that keeps it.
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(each -> {
                    var line = each.info().commandLine().orElse("");
                    return line.contains("node_modules/")
                            && !line.contains("/shim-")
                            && isOurs(each.pid());
                })
                .toList();
    }

    private boolean isOurs(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/environ"), ISO_8859_1)
                    .contains("LANDFAST_ANSWER=" + folder);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        model.close();
        if (visit != null) {
            visit.close();
        }
    }

    /// What the program kept; links to itself among it.
    void clear() {
        Removal.wherePossible(folder.resolve("attempts"));
    }
}
