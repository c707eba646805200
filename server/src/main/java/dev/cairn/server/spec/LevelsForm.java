package dev.cairn.server.spec;

import dev.cairn.search.space.Value;

/** The levels of a choice. */
final class LevelsForm extends ListOf<Value> {
    LevelsForm() {
        super(new ValueForm(), 1000);
    }
}
