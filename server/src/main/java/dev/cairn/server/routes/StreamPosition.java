package dev.cairn.server.routes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a stream has come in the two things it joins; spelled {@code 41-1203}, it is the id of an event. */
record StreamPosition(long event, long measurement) {
    static final StreamPosition START = new StreamPosition(0, 0);

    private static final Pattern SPELLING = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    static Optional<StreamPosition> parse(String id) {
        Matcher spelled = SPELLING.matcher(id);
        return spelled.matches()
                ? Optional.of(new StreamPosition(Long.parseLong(spelled.group(1)), Long.parseLong(spelled.group(2))))
                : Optional.empty();
    }

    StreamPosition atEvent(long seq) {
        return new StreamPosition(seq, measurement);
    }

    StreamPosition atMeasurement(long cursor) {
        return new StreamPosition(event, cursor);
    }

    @Override
    public String toString() {
        return event + "-" + measurement;
    }
}
