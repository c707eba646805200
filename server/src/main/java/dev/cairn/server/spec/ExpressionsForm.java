package dev.cairn.server.spec;

import dev.cairn.search.space.Expression;

/** The constraints of a study. */
final class ExpressionsForm extends ListOf<Expression> {
    ExpressionsForm() {
        super(new ExpressionForm(), 100);
    }
}
