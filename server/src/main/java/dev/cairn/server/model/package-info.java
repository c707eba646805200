/** Lets the models of studies answer: opens them in processes of their own. Depends on schedule's plans, the store and trial processes. */
@NullMarked
package dev.cairn.server.model;

import org.jspecify.annotations.NullMarked;
