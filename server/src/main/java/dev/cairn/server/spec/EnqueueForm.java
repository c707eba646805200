package dev.cairn.server.spec;

import dev.cairn.search.space.Values;

/** The points to try first. */
final class EnqueueForm extends ListOf<Values> {
    EnqueueForm() {
        super(new ValuesForm(), 1000);
    }
}
