package dev.cairn.server.asktell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AskTellProtocolTest {
    private static final String CREATE = """
            {"op":"create","seed":1,"budget":9,"direction":"minimize",
             "space":[{"name":"c","type":"categorical","choices":["a","b"]},
                      {"name":"x","type":"float","low":1e-4,"high":1,"log":true},
                      {"name":"k","type":"int","low":1,"high":9}],
             "conditions":[{"child":"k","parent":"c","values":["b"]}]}
            """;

    private final AskTellProtocol protocol = new AskTellProtocol("auto");

    @BeforeEach
    void create() throws Exception {
        assertThat(send(CREATE).path("study").asText()).isEqualTo("1");
    }

    @Test
    void a_study_is_asked_and_told_until_its_budget_is_spent() throws Exception {
        for (int i = 1; i <= 9; i++) {
            JsonNode asked = send("{'op':'ask','study':'1'}");
            JsonNode params = asked.path("params");
            assertThat(params.has("k")).isEqualTo(params.path("c").asText().equals("b"));
            assertThat(params.path("x").asDouble()).isBetween(1e-4, 1.0);
            String tell = "{'op':'tell','study':'1','trial':'%s','value':%d}"
                    .formatted(asked.path("trial").asText(), i);
            assertThat(send(tell).isEmpty()).isTrue();
        }
        assertThat(send("{'op':'ask','study':'1'}").path("error").asText()).contains("nothing is left");
        assertThat(send("{'op':'close','study':'1'}").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'ask','study':'7'}",
                "{'op':'tell','study':'1','trial':'3','value':1}",
                "{'op':'tell','study':'1','trial':'x','value':1}",
                "{'op':'sing'}",
                "[]",
                "{",
                "{'op':'create','space':[{'name':'x','type':'float','low':2,'high':1}]}"
            })
    void a_fault_is_answered_and_the_conversation_goes_on(String line) throws Exception {
        assertThat(send(line).path("error").asText()).isNotEmpty();
        assertThat(send("{'op':'ask','study':'1'}").path("trial").asText()).isEqualTo("1");
    }

    @Test
    void a_result_is_told_once() throws Exception {
        send("{'op':'ask','study':'1'}");
        assertThat(send("{'op':'tell','study':'1','trial':'1','value':'NaN'}").isEmpty())
                .isTrue();
        assertThat(send("{'op':'tell','study':'1','trial':'1','value':2}")
                        .path("error")
                        .asText())
                .contains("already");
    }

    private JsonNode send(String line) throws Exception {
        return new ObjectMapper()
                .readTree(protocol.answer(line.replace('\'', '"').replace('\n', ' ')));
    }
}
