package dev.cairn.trainers.split;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Folds that a column of the data gives: each row's mark is the number of the fold that scores it; below 0 it is always learned from. */
public final class Given {
    private Given() {}

    /** The folds by their numbers. */
    public static List<Parts> split(RowSet rows) {
        long[] marks = IntStream.of(rows.rows()).mapToLong(rows.frame()::mark).toArray();
        List<Parts> folds = new ArrayList<>();
        for (long fold : LongStream.of(marks).distinct().sorted().toArray()) {
            int[] held = IntStream.range(0, marks.length)
                    .filter(i -> marks[i] == fold)
                    .toArray();
            int[] kept = IntStream.range(0, marks.length)
                    .filter(i -> marks[i] != fold)
                    .toArray();
            Parts parts = Parts.apart(rows, kept, held);
            if (fold >= 0 && parts.kept().length >= 2) {
                folds.add(parts);
            }
        }
        if (folds.isEmpty()) {
            throw new InvalidFrame("the given folds leave no rows to learn from beside those they score");
        }
        return folds;
    }
}
