package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time: {@code 90s}, {@code 1h30m}, {@code 2d}. */
public record DurationForm() implements Form<Duration> {
    private static final String PATTERN =
            "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?";
    private static final Pattern SPELLING = Pattern.compile(PATTERN);

    @Override
    public Optional<Duration> read(Tree tree, Faults faults) {
        Optional<Duration> read = tree instanceof Tree.Scalar scalar ? parse(scalar.text()) : Optional.empty();
        if (read.isEmpty()) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected a duration, got " + tree.kind() + ".",
                    "Write it like 90s, 30m or 2h.");
        } else if (read.get().isZero()) {
            faults.add(
                    tree.place(),
                    Code.OUT_OF_RANGE,
                    "A duration must be longer than nothing.",
                    "Leave the field out to set no limit.");
            return Optional.empty();
        }
        return read;
    }

    /** Empty when the text is no duration. */
    public static Optional<Duration> parse(String text) {
        Matcher spelled = SPELLING.matcher(text);
        if (text.isEmpty() || !spelled.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(part(spelled, 1))
                .plusHours(part(spelled, 2))
                .plusMinutes(part(spelled, 3))
                .plusSeconds(part(spelled, 4))
                .plusMillis(part(spelled, 5)));
    }

    private static long part(Matcher spelled, int group) {
        String digits = spelled.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    @Override
    public Object write(Duration value) {
        StringBuilder text = new StringBuilder();
        append(text, value.toDays(), "d");
        append(text, value.toHoursPart(), "h");
        append(text, value.toMinutesPart(), "m");
        append(text, value.toSecondsPart(), "s");
        append(text, value.toMillisPart(), "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^(?=.)" + PATTERN.replace("(\\d", "(?:\\d") + "$");
    }
}
