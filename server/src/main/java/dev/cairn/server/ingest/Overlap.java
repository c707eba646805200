package dev.cairn.server.ingest;

import dev.cairn.store.SplitRecord;
import java.util.List;

/**
 * Another division of the same rows that studies use.
 *
 * @param studies names of its studies
 * @param trainedThere rows that are sealed here and trained on there: what is learned there may flow in, by a choice or a warm start
 * @param sealedThere rows that are trained on here and sealed there
 */
public record Overlap(SplitRecord other, List<String> studies, long trainedThere, long sealedThere) {
    public Overlap {
        studies = List.copyOf(studies);
    }

    boolean matters() {
        return trainedThere > 0 || sealedThere > 0;
    }
}
