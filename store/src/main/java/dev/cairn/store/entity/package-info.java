/** Hibernate's mapping of the tables, and the way from there to the records of {@code store}; may depend on these two only. */
@NullMarked
package dev.cairn.store.entity;

import org.jspecify.annotations.NullMarked;
