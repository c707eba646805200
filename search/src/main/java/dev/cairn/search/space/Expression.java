package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A condition over parameters, such as {@code layers * units <= 512 and model == 'mlp'}.
 *
 * <p>Its language has numbers, 'texts', true, false, names (which may hold dots), {@code == != < <= > >= + - * / and or not} and
 * parentheses, nothing else: it can neither loop nor call.
 */
public final class Expression {
    private final String text;
    private final Node root;
    private final Set<String> names;

    private Expression(String text, Node root) {
        this.text = text;
        this.root = root;
        Set<String> found = new LinkedHashSet<>();
        root.collect(found);
        this.names = Collections.unmodifiableSet(found);
    }

    /**
     * Reads a condition.
     *
     * @throws InvalidSearch with the place of the fault in the text
     */
    public static Expression parse(String text) {
        return new Expression(text, new ExpressionParser(text).parse());
    }

    /** Letters, digits, '_' and '.', not starting with a digit or a dot, and no word of the language. */
    public static boolean isName(String word) {
        boolean shaped = word.matches("[\\p{L}_][\\p{L}\\p{Nd}_.]*");
        return shaped && !Set.of("and", "or", "not", "true", "false").contains(word);
    }

    /** The parameters it speaks of. */
    public Set<String> names() {
        return names;
    }

    /** True if it certainly holds: false where it is false, or unknown because a name has no value. */
    public boolean test(Values values) {
        return holds(values.byName());
    }

    boolean holds(Map<String, Value> values) {
        return root.eval(values).filter(Operator::flag).isPresent();
    }

    /** True if it is certainly broken: what speaks of inactive parameters is not. */
    public boolean violatedBy(Values values) {
        return brokenBy(values.byName());
    }

    /** {@link #violatedBy} of values that are still being collected: true if it is broken whatever the others will be. */
    public boolean brokenBy(Map<String, Value> partial) {
        return root.eval(partial).filter(value -> !Operator.flag(value)).isPresent();
    }

    /**
     * Whether it is certainly broken whatever the open names will be; false where that is not known.
     *
     * @param open what range each of them will be in
     */
    public boolean hopeless(Map<String, Value> partial, Map<String, Range> open) {
        return names.stream().anyMatch(open::containsKey) && new Prospect(partial, open).impossible(root);
    }

    public Expression renamed(UnaryOperator<String> renaming) {
        Node renamed = root.renamed(renaming);
        return new Expression(renamed.text(), renamed);
    }

    public Expression and(Expression other) {
        return new Expression(
                "(%s) and (%s)".formatted(text, other.text), new Node.Binary(Operator.AND, root, other.root));
    }

    /** Text that parses to an equal expression. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
