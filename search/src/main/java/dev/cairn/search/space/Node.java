package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The syntax tree of an {@link Expression}. An empty result means unknown: a name it needs has no value. */
sealed interface Node {
    Optional<Value> eval(Map<String, Value> values);

    void collect(Set<String> names);

    Node renamed(UnaryOperator<String> names);

    /** Text that parses to this tree again. */
    String text();

    record Literal(Value value) implements Node {
        @Override
        public Optional<Value> eval(Map<String, Value> values) {
            return Optional.of(value);
        }

        @Override
        public void collect(Set<String> names) {}

        @Override
        public Node renamed(UnaryOperator<String> names) {
            return this;
        }

        @Override
        public String text() {
            return value instanceof Value.Text text
                    ? (text.text().indexOf('\'') < 0 ? "'" + text.text() + "'" : '"' + text.text() + '"')
                    : String.valueOf(value.raw());
        }
    }

    record Name(String name) implements Node {
        @Override
        public Optional<Value> eval(Map<String, Value> values) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public void collect(Set<String> names) {
            names.add(name);
        }

        @Override
        public Node renamed(UnaryOperator<String> names) {
            return new Name(names.apply(name));
        }

        @Override
        public String text() {
            return name;
        }
    }

    record Not(Node inner) implements Node {
        @Override
        public Optional<Value> eval(Map<String, Value> values) {
            return inner.eval(values).map(value -> new Value.Flag(!Operator.flag(value)));
        }

        @Override
        public void collect(Set<String> names) {
            inner.collect(names);
        }

        @Override
        public Node renamed(UnaryOperator<String> names) {
            return new Not(inner.renamed(names));
        }

        @Override
        public String text() {
            return "(not " + inner.text() + ")";
        }
    }

    record Negative(Node inner) implements Node {
        @Override
        public Optional<Value> eval(Map<String, Value> values) {
            return inner.eval(values).map(value -> {
                double number = Axes.number(value)
                        .orElseThrow(() -> new InvalidSearch("'-' needs a number, got '%s'".formatted(value.raw())));
                return new Value.Num(-number);
            });
        }

        @Override
        public void collect(Set<String> names) {
            inner.collect(names);
        }

        @Override
        public Node renamed(UnaryOperator<String> names) {
            return new Negative(inner.renamed(names));
        }

        @Override
        public String text() {
            return "(-" + inner.text() + ")";
        }
    }

    record Binary(Operator operator, Node left, Node right) implements Node {
        @Override
        public Optional<Value> eval(Map<String, Value> values) {
            return operator.apply(left.eval(values), right.eval(values));
        }

        @Override
        public void collect(Set<String> names) {
            left.collect(names);
            right.collect(names);
        }

        @Override
        public Node renamed(UnaryOperator<String> names) {
            return new Binary(operator, left.renamed(names), right.renamed(names));
        }

        @Override
        public String text() {
            return "(%s %s %s)".formatted(left.text(), operator.symbol(), right.text());
        }
    }
}
