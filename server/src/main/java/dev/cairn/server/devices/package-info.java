/**
 * What a machine has to train on, and the slots that a worker makes of it.
 * May depend on {@code server.config} and {@code server.worker}, and runs {@code nvidia-smi}.
 */
@NullMarked
package dev.cairn.server.devices;

import org.jspecify.annotations.NullMarked;
