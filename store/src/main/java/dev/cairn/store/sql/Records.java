package dev.cairn.store.sql;

import dev.cairn.store.MissingRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.entity.ResultEntity;
import dev.cairn.store.entity.StudyEntity;
import dev.cairn.store.entity.TrialEntity;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Reads records that several stores hand out. */
final class Records {
    private static final String TRIAL_AND_RESULT =
            "select t, r from TrialEntity t left join ResultEntity r on r.studyId = t.studyId and r.trial = t.number"
                    + " where t.studyId = :study and ";

    private Records() {}

    static Optional<StudyRecord> study(Tx tx, UUID id) {
        return Optional.ofNullable((@Nullable StudyEntity) tx.session().get(StudyEntity.class, id))
                .map(StudyEntity::toRecord);
    }

    static StudyRecord existingStudy(Tx tx, UUID id) {
        return study(tx, id).orElseThrow(() -> new MissingRecord("there is no study " + id));
    }

    static List<TrialRecord> trials(
            Tx tx, UUID study, String condition, UnaryOperator<SelectionQuery<Object[]>> parameters) {
        SelectionQuery<Object[]> query = tx.session()
                .createSelectionQuery(TRIAL_AND_RESULT + condition, Object[].class)
                .setParameter("study", study);
        return parameters.apply(query).getResultList().stream()
                .map(row -> ((TrialEntity) row[0]).toRecord((ResultEntity) row[1]))
                .toList();
    }

    static Optional<TrialRecord> trial(Tx tx, UUID study, int number) {
        return trials(tx, study, "t.number = :number", query -> query.setParameter("number", number)).stream()
                .findFirst();
    }
}
