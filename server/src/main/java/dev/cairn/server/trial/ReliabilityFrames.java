package dev.cairn.server.trial;

import dev.cairn.trainers.interval.Reliability;
import dev.cairn.trainers.interval.Reliability.Rate;
import dev.cairn.trainers.interval.Scaling;
import dev.cairn.trainers.metric.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What intervals came to, as frames carry it. */
final class ReliabilityFrames {
    private ReliabilityFrames() {}

    static Map<String, Object> write(Reliability told) {
        return Tree.empty()
                .with("level", told.level())
                .with("scaledBy", told.scaledBy().name())
                .with("heldOut", rate(told.heldOut()))
                .with("sealed", told.sealed(), ReliabilityFrames::rate)
                .fields();
    }

    static List<Reliability> read(List<?> items) throws MalformedFrame {
        List<Reliability> told = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new MalformedFrame("the reliability of a level is a map, got " + item);
            }
            Tree tree = Tree.of(map);
            told.add(new Reliability(
                    tree.real("level"),
                    scaling(tree.text("scaledBy")),
                    rate(tree.tree("heldOut")),
                    tree.has("sealed") ? Optional.of(rate(tree.tree("sealed"))) : Optional.empty()));
        }
        return told;
    }

    static List<Double> interval(Interval interval) {
        return List.of(interval.value(), interval.low(), interval.high());
    }

    static Interval interval(List<?> list) throws MalformedFrame {
        List<Double> numbers = JobFields.numbers(list);
        if (numbers.size() != 3) {
            throw new MalformedFrame("an interval has three numbers, got " + numbers);
        }
        return new Interval(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    private static Map<String, Object> rate(Rate rate) {
        return Tree.empty()
                .with("coverage", interval(rate.coverage()))
                .with("width", interval(rate.width()))
                .with("rows", rate.rows())
                .fields();
    }

    private static Rate rate(Tree tree) throws MalformedFrame {
        return new Rate(interval(tree.list("coverage")), interval(tree.list("width")), tree.small("rows"));
    }

    private static Scaling scaling(String name) throws MalformedFrame {
        try {
            return Scaling.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new MalformedFrame("unknown scaling '" + name + "'", e);
        }
    }
}
