package dev.cairn.search.sampler;

import dev.cairn.search.space.SearchSpace;

/** By what a Gaussian process chooses among candidates. */
enum Criterion {
    /** The greatest log expected improvement ({@link LogImprovement}). */
    IMPROVEMENT("logImprovement"),
    /** The least lower confidence bound ({@link LowerBound}). */
    BOUND("bound"),
    /** The least value of a function drawn from the posterior (Thompson, Biometrika 25, 1933; Kandasamy et al., AISTATS 2018). */
    DRAW("draw");

    private final String label;

    Criterion(String label) {
        this.label = label;
    }

    /**
     * The bound on a flat space, where it was ahead after 50 trials; where conditions divide the space each branch brings doubt of its own,
     * the bound explores them all, and expected improvement was ahead.
     */
    static Criterion suited(SearchSpace space) {
        boolean conditional = space.parameters().stream()
                .anyMatch(parameter -> parameter.when().isPresent());
        return conditional ? IMPROVEMENT : BOUND;
    }

    /** The name of its value in explanations. */
    String label() {
        return label;
    }
}
