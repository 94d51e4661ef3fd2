package dev.landfast.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The protocol over HTTP on the loopback device: `POST /mcp`, answered by plain JSON.
///
/// Who calls is known by the bearer token of the request alone, and every token leads to tools of
/// its own. Nothing listens while nobody is admitted. The port is kept in a file and taken again
/// where it is free, so that an agent that outlived a runner finds the next one.
public final class HttpDoor {

    private static final String PATH = "/mcp";
    private static final int LARGEST = 1 << 20;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String BEARER = "Bearer ";

    private final Path memory;
    private final Map<String, Protocol> guests = new ConcurrentHashMap<>();
    private @Nullable HttpServer server;

    /// @param memory the file that the port is kept in
    public HttpDoor(Path memory) {
        this.memory = memory;
    }

    /// The time in which a token is good for something.
    public final class Visit implements AutoCloseable {

        private final String token;
        private final String url;

        private Visit(String token, String url) {
            this.token = token;
            this.url = url;
        }

        /// Where requests go.
        public String url() {
            return url;
        }

        @Override
        public void close() {
            dismiss(token);
        }
    }

    /// Lets whoever has a token call these tools.
    ///
    /// @param token nobody else's, and not to be guessed
    /// @throws IOException when no port can be listened on
    public synchronized Visit admit(String token, Protocol protocol) throws IOException {
        var listening = server == null ? open() : server;
        server = listening;
        guests.put(token, protocol);
        var address = listening.getAddress();
        return new Visit(
                token,
                "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + PATH);
    }

    private synchronized void dismiss(String token) {
        guests.remove(token);
        if (guests.isEmpty() && server != null) {
            server.stop(0);
            server = null;
        }
    }

    private HttpServer open() throws IOException {
        var before = remembered();
        HttpServer made;
        try {
            made = bound(before);
        } catch (IOException e) {
            if (before == 0) {
                throw e;
            }
            made = bound(0);
        }
        made.createContext("/", this::serve);
        made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        made.start();
        if (made.getAddress().getPort() != before) {
            Files.writeString(memory, Integer.toString(made.getAddress().getPort()));
        }
        return made;
    }

    private static HttpServer bound(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    private int remembered() throws IOException {
        var text = Files.isRegularFile(memory) ? Files.readString(memory).strip() : "";
        return text.matches("[1-9][0-9]{3,4}") ? Math.min(Integer.parseInt(text), 65_535) : 0;
    }

    private record Reply(int status, String body) {

        static Reply of(int status) {
            return new Reply(status, "");
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = reply(exchange);
            var body = reply.body().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            switch (reply.status()) {
                case 200 -> headers.set("Content-Type", "application/json");
                case 401 -> headers.set("WWW-Authenticate", "Bearer");
                case 405 -> headers.set("Allow", "POST");
                default -> {}
            }
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        if (!isLocal(exchange)) {
            return Reply.of(403);
        }
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return Reply.of(404);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Reply.of(405);
        }
        var protocol = guest(header(exchange, "Authorization"));
        if (protocol.isEmpty()) {
            return Reply.of(401);
        }
        if (!header(exchange, "Content-Type").startsWith("application/json")) {
            return Reply.of(415);
        }
        var version = header(exchange, "MCP-Protocol-Version");
        if (!version.isEmpty() && !Protocol.VERSIONS.contains(version)) {
            return Reply.of(400);
        }
        var body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return Reply.of(413);
        }
        return protocol.get()
                .answer(new String(body, StandardCharsets.UTF_8))
                .map(answer -> new Reply(200, answer))
                .orElse(Reply.of(202));
    }

    private Optional<Protocol> guest(String authorization) {
        return authorization.startsWith(BEARER)
                ? Optional.ofNullable(guests.get(authorization.substring(BEARER.length())))
                : Optional.empty();
    }

    /// A page of some site in a person's browser is not, even where its name leads to this machine.
    private static boolean isLocal(HttpExchange exchange) {
        var origins = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
        return isLoopback("http://" + header(exchange, "Host"))
                && origins.stream().allMatch(HttpDoor::isLoopback);
    }

    private static boolean isLoopback(String address) {
        try {
            var host = URI.create(address).getHost();
            return host != null && LOOPBACK.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }
}
