package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Tree;

/**
 * A specification together with the text it was read from, so that faults found later can still say where.
 *
 * @param text as submitted
 */
public record SpecDocument(StudySpec spec, Tree tree, String text) {}
