package dev.cairn.search.space;

import java.util.Map;
import java.util.Optional;

/**
 * What an expression can still come to while some of its names are open, by interval arithmetic (Moore, Kearfott and Cloud, "Introduction to
 * Interval Analysis", SIAM 2009, ch. 5): it never calls impossible what is possible, but may overlook that something is impossible.
 *
 * @param known values that are decided
 * @param open ranges of names that are not and will be
 */
record Prospect(Map<String, Value> known, Map<String, Range> open) {
    /** Bounds are computed in floating point: only what misses by more than this part of them is called impossible. */
    private static final double SLACK = 1e-12;

    /**
     * What truth is within reach.
     *
     * @param hold whether it may come to hold
     * @param fail whether it may come to be false
     */
    private record Truth(boolean hold, boolean fail) {
        static final Truth OPEN = new Truth(true, true);
        static final Truth ALWAYS = new Truth(true, false);
        static final Truth NEVER = new Truth(false, true);

        static Truth of(boolean flag) {
            return flag ? ALWAYS : NEVER;
        }

        Truth not() {
            return new Truth(/* hold= */ fail, /* fail= */ hold);
        }

        Truth and(Truth other) {
            return new Truth(hold && other.hold, fail || other.fail);
        }
    }

    /** Whether it is false whatever the open names will be. */
    boolean impossible(Node node) {
        return !truth(node).hold();
    }

    private Truth truth(Node node) {
        if (node instanceof Node.Not not) {
            return truth(not.inner()).not();
        }
        if (node instanceof Node.Binary binary) {
            return switch (binary.operator()) {
                case AND -> truth(binary.left()).and(truth(binary.right()));
                case OR ->
                    truth(binary.left()).not().and(truth(binary.right()).not()).not();
                case EQUAL, UNEQUAL, LESS, AT_MOST, GREATER, AT_LEAST -> compared(binary);
                case PLUS, MINUS, TIMES, DIVIDE -> Truth.OPEN;
            };
        }
        return node.eval(known).map(value -> Truth.of(Operator.flag(value))).orElse(Truth.OPEN);
    }

    private Truth compared(Node.Binary node) {
        Optional<Value> decided = node.eval(known);
        if (decided.isPresent()) {
            return Truth.of(Operator.flag(decided.get()));
        }
        Optional<Range> left = range(node.left());
        Optional<Range> right = range(node.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Truth.OPEN;
        }
        boolean below = below(left.get(), right.get());
        boolean above = below(right.get(), left.get());
        return switch (node.operator()) {
            case LESS, AT_MOST -> below ? Truth.ALWAYS : above ? Truth.NEVER : Truth.OPEN;
            case GREATER, AT_LEAST -> above ? Truth.ALWAYS : below ? Truth.NEVER : Truth.OPEN;
            case EQUAL -> below || above ? Truth.NEVER : Truth.OPEN;
            default -> below || above ? Truth.ALWAYS : Truth.OPEN;
        };
    }

    /** Whether all of one range lies clearly below all of the other. */
    private static boolean below(Range left, Range right) {
        return left.high() < right.low() - SLACK * Math.max(Math.abs(left.high()), Math.abs(right.low()));
    }

    private Optional<Range> range(Node node) {
        Optional<Range> range = Optional.empty();
        if (node instanceof Node.Literal literal) {
            range = Axes.number(literal.value()).map(Range::of);
        } else if (node instanceof Node.Name name) {
            range = Optional.ofNullable(known.get(name.name()))
                    .flatMap(Axes::number)
                    .map(Range::of)
                    .or(() -> Optional.ofNullable(open.get(name.name())));
        } else if (node instanceof Node.Negative negative) {
            range = range(negative.inner()).map(Range::negative);
        } else if (node instanceof Node.Binary binary) {
            range = range(binary.left()).flatMap(a -> range(binary.right()).flatMap(b -> combined(binary, a, b)));
        }
        return range.filter(Range::finite);
    }

    private static Optional<Range> combined(Node.Binary node, Range a, Range b) {
        return switch (node.operator()) {
            case PLUS -> Optional.of(a.plus(b));
            case MINUS -> Optional.of(a.plus(b.negative()));
            case TIMES -> Optional.of(a.times(b));
            case DIVIDE -> a.over(b);
            default -> Optional.empty();
        };
    }
}
