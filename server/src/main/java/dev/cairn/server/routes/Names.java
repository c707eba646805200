package dev.cairn.server.routes;

import dev.cairn.server.spec.form.Suggest;
import java.util.Arrays;
import java.util.List;

/** Reads the names of constants from query parameters. */
final class Names {
    private Names() {}

    static <E extends Enum<E>> E named(String name, E[] constants, String place) {
        List<String> known = Arrays.stream(constants).map(Wire::name).toList();
        int index = known.indexOf(name);
        if (index < 0) {
            throw Refusal.invalid(
                    place, "unknown-name", "There is no state '" + name + "'.", Suggest.hint(name, known));
        }
        return constants[index];
    }
}
