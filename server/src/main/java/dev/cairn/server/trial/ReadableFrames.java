package dev.cairn.server.trial;

import dev.cairn.trainers.ReadableModel;
import dev.cairn.trainers.ReadableModel.Answer;
import dev.cairn.trainers.ReadableModel.Node;
import dev.cairn.trainers.ReadableModel.Question;
import dev.cairn.trainers.ReadableModel.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Readable models as frames carry them. */
final class ReadableFrames {
    private ReadableFrames() {}

    static Tree write(ReadableModel model) {
        Tree tree = Tree.empty().with("labels", model.labels());
        if (model instanceof ReadableModel.Sum sum) {
            return tree.with("intercepts", sum.intercepts())
                    .with("inputs", sum.inputs())
                    .with(
                            "terms",
                            sum.terms().stream()
                                    .map(term -> term(term).fields())
                                    .toList());
        }
        return tree.with("root", node(((ReadableModel.Questions) model).root()).fields());
    }

    private static Tree term(Term term) {
        return Tree.empty()
                .with("input", term.input())
                .with("unit", term.unit())
                .with("weights", term.weights())
                .with("missing", term.missing())
                .with("spread", term.spread());
    }

    private static Tree node(Node node) {
        if (node instanceof Question question) {
            return Tree.empty()
                    .with("column", question.column())
                    .with("condition", question.condition())
                    .with("missingIsYes", question.missingIsYes())
                    .with("yes", node(question.yes()).fields())
                    .with("no", node(question.no()).fields());
        }
        Answer answer = (Answer) node;
        return Tree.empty().with("rows", answer.rows()).with("says", answer.says());
    }

    static ReadableModel read(Tree tree) throws MalformedFrame {
        List<String> labels = tree.list("labels").stream().map(String::valueOf).toList();
        if (tree.has("root")) {
            return new ReadableModel.Questions(labels, node(tree.tree("root")));
        }
        List<Term> terms = new ArrayList<>();
        for (Object item : tree.list("terms")) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new MalformedFrame("a term is a map, got " + item);
            }
            Tree term = Tree.of(map);
            terms.add(new Term(
                    term.text("input"),
                    term.text("unit"),
                    JobFields.numbers(term.list("weights")),
                    term.real("missing"),
                    term.real("spread")));
        }
        return new ReadableModel.Sum(labels, JobFields.numbers(tree.list("intercepts")), terms, tree.small("inputs"));
    }

    private static Node node(Tree tree) throws MalformedFrame {
        if (tree.has("says")) {
            return new Answer(tree.whole("rows"), JobFields.numbers(tree.list("says")));
        }
        return new Question(
                tree.text("column"),
                tree.text("condition"),
                tree.flag("missingIsYes"),
                node(tree.tree("yes")),
                node(tree.tree("no")));
    }
}
