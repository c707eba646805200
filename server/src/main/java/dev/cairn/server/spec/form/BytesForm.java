package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size: {@code 512MiB}, {@code 8GiB}, {@code 2GB}. */
record BytesForm() implements Form<Bytes> {
    private static final String PATTERN = "([1-9]\\d{0,8})(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)";
    private static final Pattern SPELLING = Pattern.compile(PATTERN);
    private static final List<String> BINARY = List.of("TiB", "GiB", "MiB", "KiB");
    private static final Map<String, Long> UNITS = Map.of(
            "B",
            1L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30,
            "TiB",
            1L << 40,
            "kB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "TB",
            1_000_000_000_000L);

    @Override
    public Optional<Bytes> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar scalar) {
            Matcher spelled = SPELLING.matcher(scalar.text());
            if (spelled.matches()) {
                long unit = UNITS.getOrDefault(spelled.group(2), 1L);
                return bounded(tree.place(), Double.parseDouble(spelled.group(1)) * unit, faults);
            }
        }
        faults.add(
                tree.place(),
                Code.WRONG_TYPE,
                "Expected a size, got " + tree.kind() + ".",
                "Write it like 512MiB or 8GiB.");
        return Optional.empty();
    }

    private static Optional<Bytes> bounded(Place place, double count, Faults faults) {
        if (count > 1L << 53) {
            faults.add(place, Code.OUT_OF_RANGE, "The size must be at most 8192TiB.");
            return Optional.empty();
        }
        return Optional.of(new Bytes((long) count));
    }

    @Override
    public Object write(Bytes value) {
        for (String unit : BINARY) {
            long size = UNITS.getOrDefault(unit, 1L);
            if (value.count() % size == 0) {
                return value.count() / size + unit;
            }
        }
        return value.count() + "B";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^" + PATTERN + "$");
    }
}
