package dev.cairn.server.cli;

import dev.cairn.server.simulate.Overrides;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine.Option;

/** Options that play something else than a specification says. */
final class OtherPlan {
    @Option(names = "--strategy", paramLabel = "NAME", description = "Another sampler.")
    private @Nullable String strategy;

    @Option(
            names = "--early-stop",
            paramLabel = "RULE",
            description = "Another rule, like none, asha or '{rule: asha, eta: 4}'.")
    private @Nullable String earlyStop;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed.")
    private @Nullable Long seed;

    @Option(names = "--trials", paramLabel = "N", description = "Another budget of trials.")
    private @Nullable Integer trials;

    @Option(names = "--time", paramLabel = "TIME", description = "Another budget of time, like 2h.")
    private @Nullable String time;

    @Option(names = "--device-hours", paramLabel = "H", description = "Another budget of slot hours.")
    private @Nullable Double deviceHours;

    @Option(names = "--money", paramLabel = "M", description = "Another budget of money.")
    private @Nullable Double money;

    @Option(names = "--parallel", paramLabel = "N", description = "Another number of trials at the same time.")
    private @Nullable Integer parallel;

    Overrides overrides() {
        Map<String, Object> search = new LinkedHashMap<>();
        put(search, "strategy", strategy);
        put(search, "earlyStop", earlyStop == null ? null : yaml(earlyStop));
        put(search, "seed", seed);
        Map<String, Object> budget = new LinkedHashMap<>();
        put(budget, "trials", trials);
        put(budget, "time", time);
        put(budget, "deviceHours", deviceHours);
        put(budget, "money", money);
        if (parallel != null && parallel < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--parallel is at least 1, got " + parallel + ".");
        }
        put(budget, "parallel", parallel);
        return new Overrides(search, budget);
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static Object yaml(String text) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--early-stop is the name of a rule or options like '{rule: asha, eta: 4}', got '" + text + "'.",
                    e);
        }
    }

    static double positive(String option, String text) {
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new CommandFailure(ExitCode.USAGE, option + " is a number above 0, got '" + text + "'.", e);
        }
        throw new CommandFailure(ExitCode.USAGE, option + " is a number above 0, got '" + text + "'.");
    }
}
