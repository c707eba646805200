/**
 * The stores over PostgreSQL: Hibernate's entities for the records, SQL for claims, leases, fenced writes, measurements and views; may
 * depend on {@code store}, {@code store.entity} and {@code store.postgres}.
 */
@NullMarked
package dev.cairn.store.sql;

import org.jspecify.annotations.NullMarked;
