package dev.cairn.server.spec;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** Times of a calendar, in UTC. */
public final class Cron {
    private static final int FIELDS = 5;
    private static final Pattern DAY = Pattern.compile("(?<![/\\d])\\d+");

    private Cron() {}

    /**
     * The five fields of cron as Quartz reads them: with seconds before, days of the week from 1 (Sunday), and '?' for the day that is not said.
     * Empty when they are none, or restrict both kinds of days, which Quartz cannot.
     */
    static Optional<String> quartz(String fields) {
        String[] parts = fields.strip().split("\\s+", -1);
        if (parts.length != FIELDS || (!parts[2].equals("*") && !parts[4].equals("*"))) {
            return Optional.empty();
        }
        boolean weekly = !parts[4].equals("*");
        String week = weekly ? shifted(parts[4]) : "?";
        String quartz = String.join(" ", "0", parts[0], parts[1], weekly ? "?" : parts[2], parts[3], week);
        return CronExpression.isValidExpression(quartz) ? Optional.of(quartz) : Optional.empty();
    }

    private static String shifted(String days) {
        Matcher day = DAY.matcher(days);
        return day.replaceAll(found -> Integer.toString(Integer.parseInt(found.group()) % 7 + 1));
    }

    /**
     * The first time after a moment.
     *
     * @param quartz an expression that was checked
     */
    public static Instant next(String quartz, Instant after) {
        try {
            CronExpression expression = new CronExpression(quartz);
            expression.setTimeZone(TimeZone.getTimeZone("UTC"));
            return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(after)))
                    .map(Date::toInstant)
                    .orElseThrow(() -> new IllegalArgumentException("'" + quartz + "' has no time after " + after));
        } catch (ParseException e) {
            throw new IllegalArgumentException("'" + quartz + "' is no calendar", e);
        }
    }
}
