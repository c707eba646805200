package dev.cairn.server.schedule;

import dev.cairn.search.trial.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The form in which the store keeps explanations. */
public final class Explanations {
    private Explanations() {}

    public static Map<String, Object> stored(Explanation why) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("arm", why.arm());
        map.put("reason", why.reason());
        map.put("numbers", why.numbers());
        return map;
    }

    /** The arm of a stored explanation, an empty text if it has none. */
    static String arm(Map<String, Object> stored) {
        return stored.getOrDefault("arm", "").toString();
    }
}
