package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.simulate.Played;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.cli.SimulationReport.Figures;
import dev.cairn.server.simulate.RecordedTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a simulation found, on a terminal. */
final class SimulationText {
    /** Rules that decide at every step would fill pages. */
    private static final int MOST_RUNGS = 16;

    private final Terminal terminal;

    SimulationText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Format format, SimulationReport report) {
        if (format != Format.table) {
            new Printer(terminal).print(format, SimulateCommand.json(report), figures(report));
            return;
        }
        terminal.print("SIMULATION of %s: %s, %s. Nothing was trained."
                .formatted(report.study(), report.strategy(), report.earlyStop()));
        terminal.print("Assumed:");
        report.assumptions().forEach(assumption -> terminal.print("  - " + assumption));
        terminal.print("");
        figures(report).lines().forEach(terminal::print);
        terminal.print("");
        terminal.print(bound(report));
        if (!report.rungs().isEmpty()) {
            terminal.print("");
            rungs(report.rungs()).lines().forEach(terminal::print);
        }
        if (!report.regret().isEmpty()) {
            terminal.print("");
            regret(report).lines().forEach(terminal::print);
        }
    }

    private static String bound(SimulationReport report) {
        SimulationReport.Allowed budget = report.budget();
        List<String> allowed = new ArrayList<>(List.of(budget.trials() + " trials"));
        budget.seconds().ifPresent(seconds -> allowed.add(duration(seconds)));
        budget.deviceHours().ifPresent(hours -> allowed.add(number(hours) + " device hours"));
        budget.money().ifPresent(money -> allowed.add(number(money) + " of money"));
        return "The budget (%s; %d at a time on %d slots) ends it by its %s, after %s."
                .formatted(
                        String.join(", ", allowed),
                        budget.parallel(),
                        budget.slots(),
                        report.simulated().endedBy().orElse("end"),
                        duration(report.simulated().seconds()));
    }

    private static Table figures(SimulationReport report) {
        boolean replay = report.recorded().isPresent();
        Table table = new Table(replay ? List.of("", "simulated", "recorded") : List.of("", "simulated"));
        row(table, report, "trials started", figures -> String.valueOf(figures.started()));
        row(table, report, "finished", figures -> String.valueOf(figures.completed()));
        row(table, report, "stopped early", figures -> String.valueOf(figures.stopped()));
        row(table, report, "cut by the budget", figures -> String.valueOf(figures.cut()));
        row(table, report, "failed", figures -> String.valueOf(figures.failed()));
        row(table, report, "steps run", figures -> String.valueOf(figures.steps()));
        row(
                table,
                report,
                "steps saved",
                figures -> figures.stepsSaved().map(String::valueOf).orElse("-"));
        row(table, report, "wall time", figures -> duration(figures.seconds()));
        row(table, report, "device hours", figures -> number(figures.deviceHours()));
        row(table, report, "money", figures -> number(figures.money()));
        if (replay) {
            row(table, report, "best", figures -> score(figures.best()));
        }
        return table;
    }

    private static void row(Table table, SimulationReport report, String what, Function<Figures, String> cell) {
        List<String> cells = new ArrayList<>(List.of(what, cell.apply(report.simulated())));
        report.recorded().map(cell).ifPresent(cells::add);
        table.row(cells);
    }

    private static Table rungs(List<Played.Rung> rungs) {
        Table table = new Table(List.of("trainer", "step", "reached", "stopped", "paused", "promoted"));
        int together = (rungs.size() + MOST_RUNGS - 1) / MOST_RUNGS;
        for (int i = 0; i < rungs.size(); ) {
            int from = i;
            Played.Rung first = rungs.get(from);
            while (i < rungs.size()
                    && i < from + together
                    && rungs.get(i).trainer().equals(first.trainer())) {
                i++;
            }
            List<Played.Rung> some = rungs.subList(from, i);
            int last = some.get(some.size() - 1).step();
            table.row(List.of(
                    first.trainer(),
                    last == first.step() ? String.valueOf(last) : first.step() + "-" + last,
                    String.valueOf(first.reached()),
                    String.valueOf(some.stream().mapToInt(Played.Rung::stopped).sum()),
                    String.valueOf(some.stream().mapToInt(Played.Rung::paused).sum()),
                    String.valueOf(some.stream().mapToInt(Played.Rung::promoted).sum())));
        }
        return table;
    }

    private static Table regret(SimulationReport report) {
        Table table = new Table(List.of("after", "best simulated", "recorded", "regret simulated", "recorded"));
        for (SimulationReport.Regret row : report.regret()) {
            table.row(List.of(
                    duration(row.seconds()),
                    score(row.simulated()),
                    score(row.recorded()),
                    score(row.simulatedRegret()),
                    score(row.recordedRegret())));
        }
        return table;
    }

    private static String score(Optional<Double> score) {
        return score.map(Numbers::score).orElse("-");
    }

    private static String duration(double seconds) {
        return Numbers.duration(Duration.ofMillis(Math.round(1000 * seconds)));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number > 0 && number < 0.1 ? "%.4f" : "%.2f", number);
    }

    /** The figures of a study that was run. */
    static Figures recorded(JsonNode study, List<RecordedTrial> trials, double seconds, Direction better) {
        long steps =
                trials.stream().mapToLong(trial -> trial.curve().lastStep()).sum();
        return new Figures(
                trials.size(),
                count(trials, RecordedTrial.End.COMPLETED),
                count(trials, RecordedTrial.End.STOPPED),
                0,
                count(trials, RecordedTrial.End.FAILED) + count(trials, RecordedTrial.End.DIVERGED),
                steps,
                Optional.empty(),
                Double.isNaN(seconds) ? 0 : seconds,
                study.at("/spent/deviceHours").asDouble(),
                study.at("/spent/money").asDouble(),
                Optional.empty(),
                trials.stream()
                        .map(RecordedTrial::score)
                        .filter(Double::isFinite)
                        .min(Comparator.comparingDouble(better::loss)));
    }

    private static long count(List<RecordedTrial> trials, RecordedTrial.End end) {
        return trials.stream().filter(trial -> trial.end() == end).count();
    }
}
