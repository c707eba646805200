package dev.cairn.server.asktell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

    @Test
    void the_best_of_a_noisy_study_is_an_estimate_and_not_its_luckiest_draw() throws Exception {
        double luckiest = Double.POSITIVE_INFINITY;
        SplittableRandom random = new SplittableRandom(5);
        send(
                "{'op':'create','seed':3,'strategy':'random','space':[{'name':'c','type':'categorical','choices':['a','b']}]}");
        for (int i = 0; i < 60; i++) {
            JsonNode asked = send("{'op':'ask','study':'2'}");
            double value = (asked.path("params").path("c").asText().equals("a") ? 1 : 2) + random.nextDouble(-0.5, 0.5);
            luckiest = Math.min(luckiest, value);
            send("{'op':'tell','study':'2','trial':'%s','value':%s}"
                    .formatted(asked.path("trial").asText(), value));
        }
        JsonNode best = send("{'op':'best','study':'2'}").path("best");
        assertThat(best).hasSize(1);
        assertThat(best.get(0).path("params").path("c").asText()).isEqualTo("a");
        assertThat(best.get(0).path("deviation").asDouble()).isPositive();
        assertThat(best.get(0).path("value").asDouble()).isGreaterThan(luckiest + 0.2);
    }

    @Test
    void several_objectives_are_told_as_a_list_and_answered_with_their_front() throws Exception {
        send(
                "{'op':'create','seed':3,'direction':['minimize','maximize'],'space':[{'name':'x','type':'float','low':0,'high':1}]}");
        double[][] told = {{1, 1}, {2, 2}, {3, 1}};
        for (double[] values : told) {
            String trial = send("{'op':'ask','study':'2'}").path("trial").asText();
            String tell =
                    "{'op':'tell','study':'2','trial':'%s','value':[%s,%s]}".formatted(trial, values[0], values[1]);
            assertThat(send(tell).isEmpty()).isTrue();
        }
        assertThat(send("{'op':'best','study':'2'}").path("best").findValuesAsText("trial"))
                .containsExactly("1", "2");
        send("{'op':'ask','study':'2'}");
        assertThat(send("{'op':'tell','study':'2','trial':'4','value':1}")
                        .path("error")
                        .asText())
                .contains("2 objectives");
    }

    @Test
    void a_warm_start_tries_the_best_of_an_earlier_study_of_the_conversation_second() throws Exception {
        for (int i = 1; i <= 5; i++) {
            send("{'op':'ask','study':'1'}");
            send("{'op':'tell','study':'1','trial':'%d','value':%d}".formatted(i, i == 3 ? 0 : i));
        }
        assertThat(send("{'op':'best','study':'1'}")
                        .path("best")
                        .get(0)
                        .path("trial")
                        .asText())
                .isEqualTo("3");
        send(CREATE.replace("\"seed\":1", "\"seed\":2,\"warmStart\":[\"1\"]"));
        send("{'op':'ask','study':'2'}");
        assertThat(send("{'op':'ask','study':'2'}").path("arm").asText()).isEqualTo("warmStart");
    }

    @Test
    void an_earlier_study_has_to_foretell_the_order_of_the_results_before_it_is_followed() throws Exception {
        String line =
                "{'op':'create','seed':%d,'warmStart':[%s],'space':[{'name':'x','type':'float','low':0,'high':1}]}";
        send(line.formatted(5, ""));
        search("2", 1, 20);
        send(line.formatted(6, "'2'"));
        send(line.formatted(6, "'2'"));

        assertThat(search("3", 1, 12)).contains("warmStart");
        assertThat(search("4", -1, 12)).doesNotContain("warmStart");
    }

    /** Which arms suggested trials whose value is x, or its opposite. */
    private List<String> search(String study, int sign, int trials) throws Exception {
        List<String> arms = new ArrayList<>();
        for (int i = 1; i <= trials; i++) {
            JsonNode asked = send("{'op':'ask','study':'%s'}".formatted(study));
            arms.add(asked.path("arm").asText());
            double value = sign * asked.path("params").path("x").asDouble();
            send("{'op':'tell','study':'%s','trial':'%d','value':%s}".formatted(study, i, value));
        }
        return arms;
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
                "null",
                "{'op':'close','study':'7'}",
                "{'op':'create'}",
                "{'op':'create','space':'x'}",
                "{'op':'create','space':[{'name':'x','type':'float','low':2,'high':1}]}",
                "{'op':'create','space':[{'name':'x','type':'float','high':1}]}",
                "{'op':'create','space':[{'name':'x','type':'float','low':'a','high':1}]}",
                "{'op':'create','space':[{'name':'x','type':'float','low':NaN,'high':1}]}",
                "{'op':'create','space':[{'name':'x','type':'int','low':0.5,'high':3}]}",
                "{'op':'create','space':[{'name':'x','type':'float','low':0,'high':1,'stepp':1}]}",
                "{'op':'create','space':[{'name':'x','type':'categorical','choices':[null,'a']}]}",
                "{'op':'create','direction':'maximise','space':[{'name':'x','type':'float','low':0,'high':1}]}",
                "{'op':'create','direction':[],'space':[{'name':'x','type':'float','low':0,'high':1}]}",
                "{'op':'create','seed':'x','space':[{'name':'x','type':'float','low':0,'high':1}]}",
                "{'op':'create','budget':0,'space':[{'name':'x','type':'float','low':0,'high':1}]}",
                "{'op':'create','sampler':'tpe','space':[{'name':'x','type':'float','low':0,'high':1}]}",
                "{'op':'create','warmStart':'1','space':[{'name':'x','type':'float','low':0,'high':1}]}",
                "{'op':'create','space':[{'name':'x','type':'float','low':0,'high':1}],"
                        + "'conditions':[{'child':'y','parent':'x','values':[1]}]}",
                "{'op':'tell','study':'1','trial':1.5,'value':1}",
                "{'op':'tell','study':'1','trial':'1','value':'good'}",
                "{'op':'tell','study':'1','trial':'1','value':true}",
                "{'op':'tell','study':'1','trial':'1','value':{}}"
            })
    void a_fault_is_answered_and_the_conversation_goes_on(String line) throws Exception {
        assertThat(send(line).path("error").asText()).isNotEmpty();
        assertThat(send("{'op':'ask','study':'1'}").path("trial").asText()).isEqualTo("1");
    }

    @Test
    void steps_scales_priors_levels_and_constraints_are_kept() throws Exception {
        send("{'op':'create','strategy':'random','constraints':['a + b <= 1'],'space':["
                + "{'name':'a','type':'float','low':0,'high':1,'step':0.25},"
                + "{'name':'b','type':'float','low':0.1,'high':0.9,'scale':'reverseLog','prior':0.5},"
                + "{'name':'n','type':'int','low':8,'high':64,'step':8,'log':true},"
                + "{'name':'o','type':'ordinal','choices':['s','m','l']}]}");
        for (int i = 0; i < 20; i++) {
            JsonNode params = send("{'op':'ask','study':'2'}").path("params");
            assertThat(params.path("a").asDouble() % 0.25).isZero();
            assertThat(params.path("n").asInt() % 8).isZero();
            assertThat(params.path("a").asDouble() + params.path("b").asDouble())
                    .isLessThanOrEqualTo(1);
            assertThat(params.path("o").asText()).isIn("s", "m", "l");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'NaN'", "NaN", "null", "'Infinity'", "-Infinity", "'-inf'"})
    void a_result_that_is_no_number_is_taken_and_never_the_best(String value) throws Exception {
        for (int i = 1; i <= 8; i++) {
            send("{'op':'ask','study':'1'}");
            String told = i == 4 ? "7" : value;
            assertThat(send("{'op':'tell','study':'1','trial':%d,'value':%s}".formatted(i, told))
                            .isEmpty())
                    .isTrue();
        }
        assertThat(send("{'op':'best','study':'1'}").path("best").findValuesAsText("trial"))
                .containsExactly("4");
    }

    @Test
    void a_grid_without_a_feasible_point_says_why_there_is_nothing_to_try() throws Exception {
        send("{'op':'create','strategy':'grid','constraints':['x > 0.1 and x < 0.2'],"
                + "'space':[{'name':'x','type':'float','low':0,'high':1}]}");
        assertThat(send("{'op':'ask','study':'2'}").path("error").asText())
                .contains("nothing to try")
                .contains("of the space keeps all constraints");
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
