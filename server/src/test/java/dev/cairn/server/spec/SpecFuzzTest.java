package dev.cairn.server.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.spec.form.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Specifications that somebody's cat walked over. */
class SpecFuzzTest {
    private static final String SOUND = """
            name: adult-mlp
            dataset: adult@2
            target: income
            objective: {maximize: rocAuc}
            validate: {folds: 5, stratify: true}
            search: {strategy: tpe, earlyStop: asha, seed: 7}
            budget: {trials: 200, time: 2h, parallel: 4}
            model: [mlp, linear]
            space:
              mlp.layers:  {int: [1, 4]}
              mlp.lr:      {float: [1e-5, 1e-1], log: true, when: "mlp.layers > 1"}
              mlp.epochs:  20
            constraints: ["mlp.layers <= 3"]
            enqueue: [{mlp.lr: 1e-3}]
            test: {fraction: 0.3}
            resources: {queue: cpu, memory: 8GiB}
            tags: [a, b]
            """;
    private static final String SPICE = "{}[]:,'\"#&*!|>%@`-?\t\n 0e.~<=\\\u00e9\ud83d\ude00\u0000nulltrue";
    private static final int ROUNDS = 4000;

    @Test
    void a_damaged_text_is_read_or_refused_with_places_inside_it() {
        SplittableRandom random = new SplittableRandom(20261121);
        for (int i = 0; i < ROUNDS; i++) {
            String text = damaged(random);
            try {
                StudySpec spec = SpecReader.read(text).spec();
                assertThat(SpecReader.read(SpecReader.write(spec)).spec())
                        .as(text)
                        .isEqualTo(spec);
            } catch (InvalidSpec e) {
                long lines = text.chars().filter(c -> c == '\n').count() + 1;
                assertThat(e.faults())
                        .as(text)
                        .allSatisfy(fault -> assertThat(fault.line()).isBetween(1, (int) lines + 1));
            }
        }
    }

    @Test
    void a_field_that_nobody_knows_is_never_accepted() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> lines = SOUND.lines().toList();
        for (int i = 0; i < 300; i++) {
            String stranger = "x" + Long.toString(random.nextLong(1L << 40), 36);
            List<String> with = new ArrayList<>(lines);
            int at = random.nextInt(lines.size());
            boolean inner = lines.get(at).contains("{") && !lines.get(at).startsWith("enqueue");
            with.set(
                    at,
                    inner
                            ? lines.get(at).replaceFirst("\\{", "{" + stranger + ": 1, ")
                            : stranger + ": 1\n" + lines.get(at));
            String text = String.join("\n", with);
            assertThat(refusals(text)).as(text).isNotEmpty();
        }
    }

    private static List<Fault> refusals(String text) {
        try {
            SpecReader.read(text);
            return List.of();
        } catch (InvalidSpec e) {
            return e.faults();
        }
    }

    private static String damaged(SplittableRandom random) {
        StringBuilder text = new StringBuilder(SOUND);
        int wounds = 1 + random.nextInt(4);
        for (int i = 0; i < wounds; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
                case 2 -> text.setCharAt(at, SPICE.charAt(random.nextInt(SPICE.length())));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
            }
        }
        return text.toString();
    }
}
