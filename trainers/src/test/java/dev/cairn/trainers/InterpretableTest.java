package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ReadableModel.Answer;
import dev.cairn.trainers.ReadableModel.Node;
import dev.cairn.trainers.ReadableModel.Question;
import dev.cairn.trainers.ReadableModel.Term;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that can be read are worked out here by what was read alone. */
class InterpretableTest {
    private static final int ROWS = 300;

    static Stream<Frame> frames() {
        return Stream.of(
                TestFrames.memory(TestFrames.classes("no", "yes"), ROWS, 1, TestFrames::separable),
                TestFrames.memory(TestFrames.classes("low", "middle", "high"), ROWS, 2, TestFrames::threeClasses),
                TestFrames.memory(TestFrames.numbers(), ROWS, 3, TestFrames::linear));
    }

    private static Trainer bounded(String name) {
        return Interpretable.of(Trainers.named(name).orElseThrow()).orElseThrow();
    }

    private static Learner learned(String name, Frame frame, Map<String, ?> said) throws TrainingFailure {
        TaskShape shape = TaskShape.of(frame);
        Metric metric = shape.task().classification() ? Metric.LOG_LOSS : Metric.RMSE;
        Values values = bounded(name).complete(shape, Values.of(said));
        Learner learner = bounded(name)
                .start(new FoldData(0, RowSet.all(frame), shape, Objective.of(metric)), values, 5, Device.CPU);
        learner.advance(bounded(name).maxSteps(values), () -> false);
        return learner;
    }

    private static double[] numbers(Predictions said) {
        return said instanceof Predictions.Probabilities probabilities
                ? probabilities.flat()
                : ((Predictions.Values) said).values();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_sum_that_was_read_says_what_the_model_says(Frame frame) throws TrainingFailure {
        try (Learner learner = learned("linear", frame, Map.of("maxTerms", 3))) {
            ReadableModel.Sum sum = (ReadableModel.Sum) learner.readable().orElseThrow();

            assertThat(sum.terms()).hasSizeBetween(1, 3);
            double[] said = numbers(learner.predict(RowSet.all(frame)));
            int classes = said.length / frame.rows();
            for (int row = 0; row < frame.rows(); row++) {
                double[] read = probabilities(sums(sum, frame, row), classes);
                for (int code = 0; code < classes; code++) {
                    double truth = said[row * classes + code];
                    assertThat(read[code]).isCloseTo(truth, within(1e-4 * Math.max(1, Math.abs(truth))));
                }
            }
        }
    }

    private static double[] sums(ReadableModel.Sum sum, Frame frame, int row) {
        double[] sums = sum.intercepts().stream().mapToDouble(d -> d).toArray();
        for (Term term : sum.terms()) {
            double input = input(term, frame, row);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += term.weights().get(i) * input;
            }
        }
        return sums;
    }

    private static double input(Term term, Frame frame, int row) {
        for (Column column : frame.columns()) {
            if (term.input().equals(column.name() + " missing")) {
                return cell(column, row).isEmpty() ? 1 : 0;
            }
            if (term.input().startsWith(column.name() + "=")) {
                String cell = cell(column, row);
                return cell.isEmpty() && !Double.isNaN(term.missing())
                        ? term.missing()
                        : term.input().equals(column.name() + "=" + cell) ? 1 : 0;
            }
            if (term.input().equals(column.name())) {
                String cell = cell(column, row);
                return cell.isEmpty() ? term.missing() : Double.parseDouble(cell);
            }
        }
        throw new IllegalStateException("no column for " + term);
    }

    /** Empty for a missing one. */
    private static String cell(Column column, int row) {
        if (column instanceof Column.Categorical categorical) {
            int code = categorical.code(row);
            return code == Column.Categorical.MISSING
                    ? ""
                    : categorical.levels().get(code);
        }
        float value = ((Column.Numeric) column).value(row);
        return Float.isNaN(value) ? "" : String.valueOf(value);
    }

    private static double[] probabilities(double[] sums, int classes) {
        if (classes == 1) {
            return sums;
        }
        double[] exponents = classes == 2
                ? new double[] {1, Math.exp(sums[0])}
                : Arrays.stream(sums).map(Math::exp).toArray();
        double all = Arrays.stream(exponents).sum();
        return Arrays.stream(exponents).map(exponent -> exponent / all).toArray();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void a_tree_that_was_read_says_what_the_model_says(Frame frame) throws TrainingFailure {
        try (Learner learner = learned("cart", frame, Map.of())) {
            Node root = ((ReadableModel.Questions) learner.readable().orElseThrow()).root();

            assertThat(root.leaves()).isBetween(2, Interpretable.MOST_LEAVES);
            double[] said = numbers(learner.predict(RowSet.all(frame)));
            int classes = said.length / frame.rows();
            for (int row = 0; row < frame.rows(); row++) {
                List<Double> read = answer(root, frame, row).says();
                for (int code = 0; code < classes; code++) {
                    assertThat(read.get(code)).isCloseTo(said[row * classes + code], within(1e-3));
                }
            }
            assertThat(rows(root)).isEqualTo(frame.rows());
        }
    }

    private static Answer answer(Node node, Frame frame, int row) {
        if (node instanceof Answer answer) {
            return answer;
        }
        Question question = (Question) node;
        Column column = frame.columns().stream()
                .filter(c -> c.name().equals(question.column()))
                .findFirst()
                .orElseThrow();
        String cell = cell(column, row);
        boolean yes = cell.isEmpty() ? question.missingIsYes() : holds(question, cell);
        return answer(yes ? question.yes() : question.no(), frame, row);
    }

    private static boolean holds(Question question, String cell) {
        String asked = question.condition().substring(question.column().length());
        if (asked.startsWith(" <= ")) {
            return Double.parseDouble(cell) <= Double.parseDouble(asked.substring(4));
        }
        if (asked.startsWith(" is one of ")) {
            return List.of(asked.substring(11).split(", ", -1)).contains(cell);
        }
        return asked.equals(" is known") || asked.equals(" is " + cell);
    }

    private static long rows(Node node) {
        return node instanceof Question question ? rows(question.yes()) + rows(question.no()) : ((Answer) node).rows();
    }

    @Test
    void a_model_of_many_trees_is_not_to_be_read() throws TrainingFailure {
        Frame frame = frames().findFirst().orElseThrow();
        Trainer forest = Trainers.named("forest").orElseThrow();
        TaskShape shape = TaskShape.of(frame);
        try (Learner learner = forest.start(
                new FoldData(0, RowSet.all(frame), shape, Objective.of(Metric.LOG_LOSS)),
                forest.defaults(shape),
                5,
                Device.CPU)) {
            learner.advance(3, () -> false);

            assertThat(learner.readable()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void no_point_of_the_space_is_beyond_the_bounds(Frame frame) {
        TaskShape shape = TaskShape.of(frame);
        for (String name : Interpretable.NAMES) {
            Trainer trainer = bounded(name);
            for (Parameter parameter : trainer.space(shape).parameters()) {
                assertThat(IntStream.range(0, 21).mapToObj(i -> parameter.decode(i / 20.0)))
                        .allSatisfy(value -> assertThat(trainer.fault(parameter.name(), value))
                                .as(parameter.name())
                                .isEmpty());
            }
            trainer.defaults(shape)
                    .byName()
                    .forEach((parameter, value) -> assertThat(trainer.fault(parameter, value))
                            .as(parameter)
                            .isEmpty());
        }
    }

    @Test
    void what_is_beyond_the_bounds_is_said_to_be() {
        assertThat(bounded("cart").fault("leaves", Value.of(40)).orElseThrow())
                .contains("'leaves' is from 2 to 16; got 40");
        assertThat(bounded("linear").fault("maxTerms", Value.of(0))).isPresent();
        assertThat(bounded("linear").fault("scaling", Value.of("quantile"))).isPresent();
        assertThat(Interpretable.of(Trainers.named("xgboost").orElseThrow())).isEmpty();
    }
}
