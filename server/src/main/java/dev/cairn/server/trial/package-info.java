/**
 * Runs trials in processes of their own: the child's main program, the frames it speaks with its parent, and the pool of
 * warm children of a worker; may depend on {@code trainers}, {@code search} and Jackson's CBOR, never on the store, Quartz
 * or HTTP.
 *
 * <p>A process per running trial bounds what a trial can break: the deep-learning engine trains one model at a time per
 * JVM and has one global random seed, native memory is not bounded by a heap limit, and a Java thread cannot be killed.
 * The processes run as the same user, so they guard against accidents, not against hostile code.
 */
@NullMarked
package dev.cairn.server.trial;

import org.jspecify.annotations.NullMarked;
