package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.List;

/** What was fitted to one column, and what it makes of the column's cells. */
interface Part {
    /**
     * The features of rows that it may or may not have been fitted on.
     *
     * @param rows those that will be read, of the column's frame
     */
    List<Column> of(Column column, RowSet rows);

    /** The features of the rows it was fitted on, for models to learn from. */
    default List<Column> learned(Column column, RowSet rows) {
        return of(column, rows);
    }

    /** A column that stays as it is. */
    record Same() implements Part {
        @Override
        public List<Column> of(Column column, RowSet rows) {
            return List.of(column);
        }
    }

    /** A column that is left out. */
    record Nothing() implements Part {
        @Override
        public List<Column> of(Column column, RowSet rows) {
            return List.of();
        }
    }

    /** A part whose every feature is prepared further. */
    record Chain(Part first, List<Part> each) implements Part {
        public Chain {
            each = List.copyOf(each);
        }

        @Override
        public List<Column> of(Column column, RowSet rows) {
            List<Column> made = new ArrayList<>();
            List<Column> features = first.of(column, rows);
            for (int i = 0; i < features.size(); i++) {
                made.addAll(each.get(i).of(features.get(i), rows));
            }
            return made;
        }

        @Override
        public List<Column> learned(Column column, RowSet rows) {
            List<Column> made = new ArrayList<>();
            List<Column> features = first.learned(column, rows);
            for (int i = 0; i < features.size(); i++) {
                made.addAll(each.get(i).learned(features.get(i), rows));
            }
            return made;
        }
    }
}
