/** New rows for a model, and what it says about them. Depends on ingestion's reader of CSV and on the trainers' frames. */
@NullMarked
package dev.cairn.server.predict;

import org.jspecify.annotations.NullMarked;
