package dev.landfast.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

    private static final Protocol PROTOCOL = Greeting.by("Ada");

    static Stream<Arguments> answered() {
        return Stream.of(
                Arguments.of("{'id':1,'method':'ping'}", "'id':1,'result':{}"),
                Arguments.of("{'id':'a','method':'ping','params':{}}", "'id':'a','result':{}"),
                Arguments.of(
                        call("greet", "{'whom':'Bob'}"),
                        "'result':{'content':[{'type':'text','text':'Ada greets Bob'}],'isError':false}"),
                Arguments.of(
                        call("fail", "{}"),
                        "'content':[{'type':'text','text':'no'}],'isError':true"),
                Arguments.of(call("ask", "{}"), "LF-110 there is no run of that name"),
                Arguments.of(
                        "{'id':7,'method':'tools/call','params':{'name':'fail'}}",
                        "'isError':true"));
    }

    @ParameterizedTest
    @MethodSource("answered")
    void answers_a_request(String request, String part) {
        assertThat(answer(request)).contains(part.replace('\'', '"'));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", -32_700),
                Arguments.of("{", -32_700),
                Arguments.of("{} {}", -32_700),
                Arguments.of("[".repeat(5_000), -32_700),
                Arguments.of("[]", -32_600),
                Arguments.of("7", -32_600),
                Arguments.of("{'id':1}", -32_600),
                Arguments.of("{'id':null,'method':'ping'}", -32_600),
                Arguments.of("{'id':1.5,'method':'ping'}", -32_600),
                Arguments.of("{'id':{},'method':'ping'}", -32_600),
                Arguments.of("{'id':1,'method':3}", -32_600),
                Arguments.of("{'id':1,'method':'resources/list'}", -32_601),
                Arguments.of("{'id':1,'method':'approve'}", -32_601),
                Arguments.of("{'id':1,'method':'ping','params':[]}", -32_602),
                Arguments.of("{'id':1,'method':'initialize','params':{}}", -32_602),
                Arguments.of("{'id':1,'method':'tools/call'}", -32_602),
                Arguments.of(call("approve", "{}"), -32_602),
                Arguments.of(call("greet", "[]"), -32_602),
                Arguments.of(call("greet", "{}"), -32_602),
                Arguments.of(call("greet", "{'whom':1}"), -32_602),
                Arguments.of(call("greet", "{'whom':'somebody else'}"), -32_602),
                Arguments.of(call("greet", "{'whom':'Bob','more':1}"), -32_602),
                Arguments.of(call("break", "{}"), -32_603));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void says_what_is_wrong_by_the_standard_code(String request, int code) {
        assertThat(answer(request))
                .contains("\"error\":{\"code\":" + code)
                .doesNotContain("a secret");
    }

    @Test
    void a_message_of_another_protocol_is_no_request() {
        assertThat(PROTOCOL.answer("{\"id\":1,\"method\":\"ping\"}").orElseThrow())
                .contains("\"code\":-32600");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-18, 2025-06-18",
        "2025-03-26, 2025-03-26",
        "2024-11-05, 2024-11-05",
        "2031-01-01, 2025-06-18"
    })
    void speaks_the_clients_version_if_it_knows_it(String wanted, String spoken) {
        var asked =
                "{'id':0,'method':'initialize','params':{'protocolVersion':'%s','capabilities':{}}}"
                        .formatted(wanted);
        assertThat(answer(asked))
                .contains("\"protocolVersion\":\"" + spoken + "\"")
                .contains("\"tools\":{\"listChanged\":false}")
                .contains("\"serverInfo\":{\"name\":\"landfast\",\"version\":\"1.0\"}")
                .contains("\"instructions\":\"Greets.\"");
    }

    @Test
    void lists_tools_with_the_schema_of_their_arguments() {
        assertThat(answer("{'id':1,'method':'tools/list'}"))
                .contains("\"name\":\"greet\",\"description\":\"Says hello.\"")
                .contains("\"required\":[\"whom\"],\"additionalProperties\":false")
                .contains("\"readOnlyHint\":true")
                .contains("\"readOnlyHint\":false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'method':'notifications/initialized'}",
                "{'method':'no/such'}",
                "{'id':1,'result':{}}",
                "{'id':1,'error':{'code':1}}"
            })
    void what_is_no_request_has_no_answer(String message) {
        assertThat(PROTOCOL.answer(spoken(message))).isEmpty();
    }

    @Test
    void a_batch_is_answered_by_one() {
        var ping = spoken("{'id':1,'method':'ping'}");
        var note = spoken("{'method':'notifications/initialized'}");

        assertThat(PROTOCOL.answer("[" + ping + "," + note + ",3]").orElseThrow())
                .startsWith("[{")
                .contains("\"result\":{}", "\"code\":-32600");
        assertThat(PROTOCOL.answer("[" + note + "]")).isEmpty();
        assertThat(PROTOCOL.answer("[" + (ping + ",").repeat(50) + ping + "]").orElseThrow())
                .contains("\"code\":-32600");
    }

    @Test
    void a_line_is_a_message() throws Exception {
        var ping = spoken("{'id':1,'method':'ping'}");
        var lines = ping + "\r\n\n" + "x".repeat(2 << 20) + "\n" + ping;
        var told = new ArrayList<String>();
        LineDoor.serve(
                PROTOCOL,
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                told::add);

        assertThat(told).hasSize(3);
        assertThat(told.get(1)).contains("\"code\":-32700");
        assertThat(told.getLast()).contains("\"result\":{}");
    }

    private static String call(String tool, String arguments) {
        return "{'id':1,'method':'tools/call','params':{'name':'%s','arguments':%s}}"
                .formatted(tool, arguments);
    }

    private static String answer(String request) {
        var answer = PROTOCOL.answer(spoken(request)).orElseThrow();
        assertThat(answer).contains("\"jsonrpc\":\"2.0\"").doesNotContain("\n");
        return answer;
    }

    private static String spoken(String request) {
        return request.replaceFirst("^\\{(?=')", "{'jsonrpc':'2.0',").replace('\'', '"');
    }
}
