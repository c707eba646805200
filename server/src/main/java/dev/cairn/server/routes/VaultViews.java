package dev.cairn.server.routes;

import dev.cairn.server.ingest.Overlap;
import dev.cairn.server.wire.VaultJson;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.VaultStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Vaults as they go over the wire: what happened to their rows, never the rows. */
final class VaultViews {
    private static final int SHOWN = 50;
    private static final int NAMED = 3;

    private final DatasetDesk desk;
    private final VaultStore vaults;

    VaultViews(DatasetDesk desk, VaultStore vaults) {
        this.desk = desk;
        this.vaults = vaults;
    }

    VaultJson of(DatasetVersionRecord version, List<VaultStore.Used> splits) {
        List<VaultJson.Division> divisions = splits.stream().map(this::division).toList();
        return new VaultJson(
                DatasetViews.ref(version),
                divisions.stream().mapToLong(VaultJson.Division::reads).sum(),
                divisions.stream().mapToLong(VaultJson.Division::refused).sum(),
                divisions);
    }

    private VaultJson.Division division(VaultStore.Used used) {
        SplitRecord split = used.split();
        return new VaultJson.Division(
                split.test(),
                split.target(),
                split.trainRows(),
                split.vaultRows(),
                used.studies(),
                split.vaultReads(),
                vaults.refused(split.id()),
                vaults.reads(split.id(), SHOWN).stream().map(VaultViews::read).toList(),
                vaults.refusals(split.id(), SHOWN).stream()
                        .map(refused -> new VaultJson.Refused(refused.asker(), refused.at()))
                        .toList(),
                desk.overlaps(split).stream().map(o -> overlap(split, o)).toList());
    }

    private static VaultJson.Read read(VaultStore.Read read) {
        return new VaultJson.Read(
                read.number(),
                read.study(),
                OptionalInt.of(read.reader().trial()),
                OptionalInt.of(read.reader().attempt()),
                read.at());
    }

    private static VaultJson.Overlap overlap(SplitRecord split, Overlap overlap) {
        return new VaultJson.Overlap(
                overlap.other().test(),
                overlap.studies(),
                overlap.trainedThere(),
                overlap.sealedThere(),
                String.join(" ", notes(split, overlap)));
    }

    /** What crosses the seal of a split, in sentences. */
    List<String> warnings(SplitRecord split) {
        return desk.overlaps(split).stream()
                .flatMap(overlap -> notes(split, overlap).stream())
                .toList();
    }

    private static List<String> notes(SplitRecord split, Overlap overlap) {
        List<String> notes = new ArrayList<>();
        if (overlap.trainedThere() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of the %,d rows sealed here are trained on by %s, which divide%s the rows by %s: whatever was chosen by %s results"
                            + " is not independent of this test score.",
                    overlap.trainedThere(),
                    split.vaultRows(),
                    named(overlap.studies()),
                    overlap.studies().size() == 1 ? "s" : "",
                    overlap.other().test(),
                    overlap.studies().size() == 1 ? "its" : "their"));
        }
        if (overlap.sealedThere() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d rows trained on here are sealed for %s, which divide%s the rows by %s: do not choose by this study's results there.",
                    overlap.sealedThere(),
                    named(overlap.studies()),
                    overlap.studies().size() == 1 ? "s" : "",
                    overlap.other().test()));
        }
        return notes;
    }

    private static String named(List<String> studies) {
        String shown = "'" + String.join("', '", studies.subList(0, Math.min(NAMED, studies.size()))) + "'";
        return (studies.size() == 1 ? "study " : "studies ") + shown + (studies.size() > NAMED ? " and others" : "");
    }
}
