package dev.landfast.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDoorTest {

    private static final String GREET =
            """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"greet","arguments":{"whom":"Bob"}}}
            """;

    @TempDir private Path folder;
    private HttpDoor door;

    @BeforeEach
    void nobody_is_admitted() {
        door = new HttpDoor(folder.resolve("port"));
    }

    @Test
    void a_token_leads_to_its_own_tools() throws Exception {
        try (var ada = door.admit("token-a", Greeting.by("Ada"));
                var eve = door.admit("token-e", Greeting.by("Eve"))) {
            assertThat(ada.url()).isEqualTo(eve.url()).startsWith("http://127.0.0.1:");
            assertThat(post(ada.url(), "token-a").body()).contains("Ada greets Bob");
            assertThat(post(ada.url(), "token-e").body()).contains("Eve greets Bob");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer other", "Bearer token-", "Basic token-a"})
    void without_a_token_nothing_is_told(String authorization) throws Exception {
        try (var ada = door.admit("token-a", Greeting.by("Ada"))) {
            var refused =
                    send(
                            ada.url(),
                            with ->
                                    authorization.isEmpty()
                                            ? with
                                            : with.header("Authorization", authorization));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).isEmpty();
        }
    }

    @Test
    void a_token_ends_with_its_visit_and_nothing_listens_after_the_last() throws Exception {
        var eve = door.admit("token-e", Greeting.by("Eve"));
        var ada = door.admit("token-a", Greeting.by("Ada"));
        ada.close();
        assertThat(post(eve.url(), "token-a").statusCode()).isEqualTo(401);
        assertThat(post(eve.url(), "token-e").statusCode()).isEqualTo(200);

        eve.close();
        assertThatThrownBy(() -> post(eve.url(), "token-e")).isInstanceOf(ConnectException.class);
    }

    @Test
    void the_next_runner_is_found_where_the_last_one_was() throws Exception {
        var first = door.admit("token-a", Greeting.by("Ada"));
        first.close();
        try (var second = new HttpDoor(folder.resolve("port")).admit("b", Greeting.by("Bob"))) {
            assertThat(second.url()).isEqualTo(first.url());
            try (var third = new HttpDoor(folder.resolve("port")).admit("c", Greeting.by("C"))) {
                assertThat(third.url()).isNotEqualTo(first.url());
            }
        }
        Files.writeString(folder.resolve("port"), "no port");
        try (var fourth = door.admit("d", Greeting.by("Dan"))) {
            assertThat(post(fourth.url(), "d").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org", "http://127.0.0.1.example.org", "null", "x y"})
    void a_page_from_elsewhere_is_refused(String origin) throws Exception {
        try (var ada = door.admit("token-a", Greeting.by("Ada"))) {
            var token = "Bearer token-a";
            assertThat(
                            send(
                                            ada.url(),
                                            with ->
                                                    with.header("Authorization", token)
                                                            .header("Origin", origin))
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(
                            send(
                                            ada.url(),
                                            with ->
                                                    with.header("Authorization", token)
                                                            .header(
                                                                    "Origin",
                                                                    "http://localhost:3000"))
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_name_that_only_leads_here_is_refused() throws Exception {
        try (var ada = door.admit("token-a", Greeting.by("Ada"));
                var socket =
                        new Socket(
                                InetAddress.getLoopbackAddress(),
                                URI.create(ada.url()).getPort())) {
            socket.getOutputStream()
                    .write(
                            """
                            POST /mcp HTTP/1.1
                            Host: rebound.example.org
                            Authorization: Bearer token-a
                            Content-Length: 0
                            Connection: close

                            """
                                    .replace("\n", "\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void what_is_no_message_has_its_status() throws Exception {
        try (var ada = door.admit("token-a", Greeting.by("Ada"))) {
            var url = ada.url();
            assertThat(status(url, HttpRequest.Builder::GET)).isEqualTo(405);
            assertThat(status(url, HttpRequest.Builder::DELETE)).isEqualTo(405);
            assertThat(status(url + "/more", with -> with)).isEqualTo(404);
            assertThat(status(url, with -> with.setHeader("Content-Type", "text/plain")))
                    .isEqualTo(415);
            assertThat(status(url, with -> with.header("MCP-Protocol-Version", "1999-01-01")))
                    .isEqualTo(400);
            assertThat(status(url, with -> with.header("MCP-Protocol-Version", "2025-06-18")))
                    .isEqualTo(200);
            assertThat(status(url, with -> with.POST(text("x".repeat((1 << 20) + 1)))))
                    .isEqualTo(413);
            assertThat(
                            status(
                                    url,
                                    with ->
                                            with.POST(
                                                    text(
                                                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))))
                    .isEqualTo(202);
        }
    }

    @Test
    void a_token_is_its_files_alone_and_stays() throws Exception {
        var file = folder.resolve("token");
        var token = Token.in(file);

        assertThat(token).matches("[A-Za-z0-9_-]{43}").isEqualTo(Token.in(file));
        assertThat(Token.in(folder.resolve("other"))).isNotEqualTo(token);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    private static HttpRequest.BodyPublisher text(String body) {
        return BodyPublishers.ofString(body);
    }

    private static int status(String url, UnaryOperator<HttpRequest.Builder> with)
            throws Exception {
        return send(url, each -> with.apply(each.header("Authorization", "Bearer token-a")))
                .statusCode();
    }

    private static HttpResponse<String> post(String url, String token) throws Exception {
        return send(url, with -> with.header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(String url, UnaryOperator<HttpRequest.Builder> with)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(text(GREET));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(with.apply(request).build(), BodyHandlers.ofString());
        }
    }
}
