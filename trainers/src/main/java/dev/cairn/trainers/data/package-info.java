/** What goes into a trainer and what comes out: tables of columns, targets, rows and predictions. Depends on the JDK only. */
@NullMarked
package dev.cairn.trainers.data;

import org.jspecify.annotations.NullMarked;
