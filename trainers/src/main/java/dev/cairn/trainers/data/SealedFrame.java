package dev.cairn.trainers.data;

import java.nio.file.Path;

/** Sealed rows were asked for by something that is not the final evaluation. */
public final class SealedFrame extends InvalidFrame {
    private static final long serialVersionUID = 1L;

    SealedFrame(Path file) {
        super(file.getFileName() + " holds sealed rows, which only a final evaluation may read");
    }
}
