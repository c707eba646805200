/** PostgreSQL: the embedded server with its supervision, and the database that everything durable lives in. Depends on JDBC, the pool and the migrations. */
@NullMarked
package dev.cairn.store.postgres;

import org.jspecify.annotations.NullMarked;
