/**
 * Neural networks on DJL's PyTorch engine: a perceptron for tables and a small convolutional network for images; may
 * depend on the rest of {@code trainers} and on DJL.
 *
 * <p>The training loop is our own and works on tensors directly: the gradient of the loss is written down instead of
 * recorded, batches are cut natively, and every random stream is a function of (seed, epoch), so that models of several
 * folds may take turns in one JVM and a restored model goes on bit by bit. The engine's classes are touched only once a
 * model begins.
 */
@NullMarked
package dev.cairn.trainers.djl;

import org.jspecify.annotations.NullMarked;
