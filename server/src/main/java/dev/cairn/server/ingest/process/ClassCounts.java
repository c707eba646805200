package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.process.Sides.Side;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The classes of a target with their rows on each side of the vault. */
final class ClassCounts {
    private static final int FEW = 5;
    /** Of a target of many classes the rest is counted. */
    private static final int MOST_NAMED = 3;

    private final Map<String, long[]> rows = new TreeMap<>();

    void add(TableFile table, String target, Sides sides) throws SQLException {
        table.visit(List.of(target), (row, cells) -> {
            Side side = sides.side(row);
            if (side == Side.TRAIN || side == Side.SEALED) {
                rows.computeIfAbsent(cells.text(0), label -> new long[2])[side == Side.TRAIN ? 0 : 1]++;
            }
        });
    }

    /** Labels in their order: numbers by size, words by the alphabet. Of two, the second is the positive class. */
    List<String> labels() {
        return ordered(rows.keySet());
    }

    /** Of labels in the order of the alphabet. */
    static List<String> ordered(Set<String> labels) {
        boolean numbers = labels.stream().allMatch(ClassCounts::isNumber);
        return numbers
                ? labels.stream()
                        .sorted(Comparator.comparingDouble(Double::parseDouble))
                        .toList()
                : List.copyOf(labels);
    }

    private static boolean isNumber(String label) {
        return label.matches("-?\\d{1,15}");
    }

    void check(String target, FaultList faults) {
        if (rows.values().stream().filter(n -> n[0] > 0).count() < 2) {
            faults.add(DataFault.ofColumn(
                    target,
                    "training-one-class",
                    "The training rows hold fewer than two classes of '" + target + "'.",
                    "More rows are needed, or a smaller sealed share."));
        }
    }

    /** What is odd about the classes, in sentences; one that only sealed rows have is counted and not named. */
    void note(boolean sealed, List<String> notes) {
        long unseen = rows.values().stream().filter(n -> n[0] == 0).count();
        if (unseen > 0) {
            notes.add(unseen + (unseen == 1 ? " class occurs" : " classes occur")
                    + " only in sealed rows: no model can learn " + (unseen == 1 ? "it." : "them."));
        }
        note(n -> n[0] > 0 && n[0] < FEW, "fewer than " + FEW + " training rows", "", notes);
        if (sealed) {
            note(n -> n[0] > 0 && n[1] == 0, "no sealed row", ": the test score says nothing about it", notes);
        }
    }

    private void note(Predicate<long[]> which, String has, String so, List<String> notes) {
        List<String> labels = rows.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        labels.stream().limit(MOST_NAMED).forEach(label -> notes.add("Class '" + label + "' has " + has + so + "."));
        if (labels.size() > MOST_NAMED) {
            notes.add("And " + (labels.size() - MOST_NAMED) + " more classes have " + has + ".");
        }
    }
}
