package dev.cairn.trainers.data;

/** Where the rows of a frame lie, by one measure for all models of a study, whatever each of them makes of the columns. */
@FunctionalInterface
public interface Landscape {
    /** Of a frame that was only read: nobody has laid it out yet. */
    Landscape UNKNOWN = rows -> {
        throw new InvalidFrame("these rows were not laid out, so that nothing said of them can be judged");
    };

    /** A point for each of these rows of the frame, all of the same length and finite. */
    double[][] points(int[] rows);
}
