package dev.landfast.agent.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// Serves a scripted model on loopback, in all the vendors' forms at once.
public final class ModelServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<Api> APIS =
            List.of(new ResponsesApi(), new MessagesApi(), new GeminiApi(), new ChatApi());

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Asked, Reply> script;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> strange = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private ModelServer(HttpServer server, Function<Asked, Reply> script) {
        this.server = server;
        this.script = script;
    }

    /// @param script called for each request, maybe by several threads
    public static ModelServer start(Function<Asked, Reply> script) {
        try {
            var http = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
            var model = new ModelServer(http, script);
            http.setExecutor(model.threads);
            http.createContext("/", model::serve);
            http.start();
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    /// Where it listens, without a path.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What it was asked so far.
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// Requests that were none to a model.
    public List<String> strange() {
        return List.copyOf(strange);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            var body = exchange.getRequestBody().readAllBytes();
            var api = APIS.stream().filter(each -> each.isAsk(path)).findFirst();
            if (api.isEmpty()) {
                strange.add(exchange.getRequestMethod() + " " + path);
                send(exchange, 200, Map.of("data", List.of(), "models", List.of()));
                return;
            }
            var request = JSON.readTree(body);
            var question = api.get().read(request);
            asked.add(question);
            answer(exchange, api.get(), script.apply(question), api.get().streams(path, request));
        }
    }

    private void answer(HttpExchange exchange, Api api, Reply reply, boolean stream)
            throws IOException {
        switch (reply) {
            case Reply.Hang() -> hang();
            case Reply.Refuse refuse -> {
                refuse.headers().forEach(exchange.getResponseHeaders()::add);
                send(exchange, refuse.status(), api.refusal(refuse));
            }
            case Reply.Say _, Reply.Shell _, Reply.Write _, Reply.Call _ -> {
                if (stream) {
                    stream(exchange, api.events(reply));
                } else {
                    send(exchange, 200, api.whole(reply));
                }
            }
        }
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stream(HttpExchange exchange, List<Api.Event> events) throws IOException {
        var lines = new ArrayList<String>();
        for (var event : events) {
            if (!event.name().isEmpty()) {
                lines.add("event: " + event.name());
            }
            var data =
                    event.data() instanceof String text
                            ? text
                            : JSON.writeValueAsString(event.data());
            lines.add("data: " + data);
            lines.add("");
        }
        write(exchange, 200, "text/event-stream", String.join("\n", lines) + "\n");
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        write(exchange, status, "application/json", JSON.writeValueAsString(body));
    }

    private static void write(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
