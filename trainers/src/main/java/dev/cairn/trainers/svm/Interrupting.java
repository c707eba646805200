package dev.cairn.trainers.svm;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import libsvm.svm;

/** LibSVM asks nobody whether to go on, but prints a dot every thousand iterations: there it is called off. */
final class Interrupting {
    private static final ThreadLocal<BooleanSupplier> CALLED_OFF = ThreadLocal.withInitial(() -> () -> false);

    static {
        svm.svm_set_print_string_function(dot -> {
            if (CALLED_OFF.get().getAsBoolean()) {
                throw new CalledOff();
            }
        });
    }

    private Interrupting() {}

    /** Passes through LibSVM, which catches nothing. */
    private static final class CalledOff extends RuntimeException {
        private static final long serialVersionUID = 1;

        CalledOff() {
            super("the fit was called off", null, false, false);
        }
    }

    /** What was fitted on this thread; empty when it was called off meanwhile. */
    static <T> Optional<T> fit(BooleanSupplier calledOff, Supplier<T> fit) {
        CALLED_OFF.set(calledOff);
        try {
            return Optional.of(fit.get());
        } catch (CalledOff e) {
            return Optional.empty();
        } finally {
            CALLED_OFF.remove();
        }
    }
}
