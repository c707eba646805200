package dev.cairn.server.routes;

import dev.cairn.server.wire.ReadableJson;
import dev.cairn.trainers.ReadableModel;
import dev.cairn.trainers.ReadableModel.Answer;
import dev.cairn.trainers.ReadableModel.Node;
import dev.cairn.trainers.ReadableModel.Question;
import dev.cairn.trainers.ReadableModel.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Readable models for people and for the wire. */
final class ReadableViews {
    private ReadableViews() {}

    static ReadableJson of(int trial, String trainer, String target, ReadableModel model) {
        if (model instanceof ReadableModel.Sum sum) {
            String meaning = meaning(target, sum.labels());
            return new ReadableJson(
                    trial,
                    trainer,
                    sum.labels(),
                    meaning,
                    text(meaning, sum),
                    Optional.of(new ReadableJson.Sum(
                            sum.intercepts(),
                            sum.terms().stream().map(ReadableViews::term).toList(),
                            sum.inputs())),
                    Optional.empty());
        }
        ReadableModel.Questions questions = (ReadableModel.Questions) model;
        String meaning = questions.labels().isEmpty()
                ? "each answer is " + target
                : "each answer gives the probabilities of " + String.join(", ", questions.labels());
        return new ReadableJson(
                trial,
                trainer,
                questions.labels(),
                meaning,
                text(meaning, questions),
                Optional.empty(),
                Optional.of(node(questions.root())));
    }

    private static String meaning(String target, List<String> labels) {
        return switch (labels.size()) {
            case 0 -> "the sum is " + target;
            case 2 ->
                "the sum is the log-odds of '%s' against '%s' for %s: its probability is 1 / (1 + exp(-sum))"
                        .formatted(labels.get(1), labels.get(0), target);
            default ->
                "one sum per class of %s; their exponentials are in proportion to the probabilities".formatted(target);
        };
    }

    private static ReadableJson.Term term(Term term) {
        return new ReadableJson.Term(
                term.input(),
                term.unit(),
                term.weights(),
                Double.isNaN(term.missing()) ? Optional.empty() : Optional.of(term.missing()),
                term.spread());
    }

    private static Map<String, Object> node(Node node) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (node instanceof Question question) {
            fields.put("column", question.column());
            fields.put("condition", question.condition());
            fields.put("missing", question.missingIsYes() ? "yes" : "no");
            fields.put("yes", node(question.yes()));
            fields.put("no", node(question.no()));
        } else if (node instanceof Answer answer) {
            fields.put("rows", answer.rows());
            fields.put("says", answer.says());
        }
        return fields;
    }

    private static String text(String meaning, ReadableModel.Sum sum) {
        StringBuilder text = new StringBuilder();
        if (sum.labels().size() > 2) {
            text.append("         ").append(String.join("  ", sum.labels())).append('\n');
        }
        text.append(numbers(sum.intercepts())).append("  to begin with\n");
        for (Term term : sum.terms()) {
            text.append(numbers(term.weights())).append("  ").append(term.unit());
            if (!Double.isNaN(term.missing())) {
                text.append("; missing counts as ").append(short4(term.missing()));
            }
            text.append('\n');
        }
        text.append("%d of %d inputs; %s\n".formatted(sum.terms().size(), sum.inputs(), meaning));
        return text.toString();
    }

    private static String text(String meaning, ReadableModel.Questions questions) {
        List<String> lines = new ArrayList<>();
        lines(questions.root(), "", questions.labels(), lines);
        lines.add("%d answers; %s".formatted(questions.root().leaves(), meaning));
        return String.join("\n", lines) + "\n";
    }

    private static void lines(Node node, String indent, List<String> labels, List<String> lines) {
        if (node instanceof Question question) {
            lines.add(indent + "if " + question.condition() + (question.missingIsYes() ? " or missing" : ""));
            lines(question.yes(), indent + "  ", labels, lines);
            lines.add(indent + "else");
            lines(question.no(), indent + "  ", labels, lines);
            return;
        }
        Answer answer = (Answer) node;
        lines.add(indent + said(answer.says(), labels) + "  (" + answer.rows() + " training rows)");
    }

    /** A class that hardly any row here has is not worth its place. */
    private static String said(List<Double> says, List<String> labels) {
        if (labels.isEmpty()) {
            return short4(says.get(0));
        }
        List<String> parts = new ArrayList<>();
        for (int code = 0; code < labels.size(); code++) {
            if (says.get(code) >= 0.005) {
                parts.add(labels.get(code) + " " + String.format(Locale.ROOT, "%.2f", says.get(code)));
            }
        }
        return String.join(", ", parts);
    }

    private static String numbers(List<Double> numbers) {
        return numbers.stream().map(n -> "%10s".formatted(signed(n))).collect(Collectors.joining(" "));
    }

    private static String signed(double number) {
        return (number < 0 ? "" : "+") + short4(number);
    }

    private static String short4(double number) {
        return String.format(Locale.ROOT, "%.4g", number);
    }
}
