package dev.cairn.store.entity;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.cairn.store.SlotOffer;
import java.util.List;

/** The slots of a worker as JSON text. */
final class SlotJson {
    private SlotJson() {}

    static List<SlotOffer> offers(String text) {
        return Json.read(text, new TypeReference<List<SlotOffer>>() {});
    }
}
