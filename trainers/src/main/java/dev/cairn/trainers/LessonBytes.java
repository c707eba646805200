package dev.cairn.trainers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Lessons inside the bytes of a final model. */
final class LessonBytes {
    private LessonBytes() {}

    static void write(Optional<Lesson> lesson, DataOutputStream out) throws IOException {
        out.writeBoolean(lesson.isPresent());
        if (lesson.isPresent()) {
            out.writeLong(lesson.get().seed());
            out.writeInt(lesson.get().copies());
            out.writeInt(lesson.get().made());
            RecalibrationBytes.write(lesson.get().answers(), out);
        }
    }

    static Optional<Lesson> read(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? Optional.of(new Lesson(in.readLong(), in.readInt(), in.readInt(), RecalibrationBytes.numbers(in)))
                : Optional.empty();
    }
}
