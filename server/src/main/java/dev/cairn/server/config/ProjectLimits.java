package dev.cairn.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a project may use, as people write it: {@code vision weight=2 running=4 hours=100}.
 *
 * @param weight its share of a queue against that of others
 * @param running trials at the same time
 * @param deviceTime slot time in a calendar month
 */
public record ProjectLimits(String name, double weight, OptionalInt running, Optional<Duration> deviceTime) {
    private static final String EXPECTED =
            "expected projects like 'vision weight=2 running=4 hours=100; nlp running=2', got '";

    /** Reads projects separated by semicolons. */
    static List<ProjectLimits> parseAll(String text) {
        List<ProjectLimits> projects = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                projects.add(parse(part.strip()));
            }
        }
        return projects;
    }

    private static ProjectLimits parse(String text) {
        String[] words = text.split("\\s+", -1);
        if (words[0].contains("=")) {
            throw new InvalidConfig(EXPECTED + text + "'");
        }
        double weight = 1;
        OptionalInt running = OptionalInt.empty();
        Optional<Duration> time = Optional.empty();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            double number = number(pair, text);
            switch (pair[0]) {
                case "weight" -> weight = number;
                case "running" -> running = OptionalInt.of((int) number);
                case "hours" -> time = Optional.of(Duration.ofMillis((long) (number * 3_600_000)));
                default -> throw new InvalidConfig(EXPECTED + text + "'");
            }
        }
        if (weight <= 0) {
            throw new InvalidConfig("project '" + words[0] + "': a weight is above 0");
        }
        return new ProjectLimits(words[0], weight, running, time);
    }

    /** Money for an hour of a slot, by queue, as in {@code cpu=0.05, gpu=2.5}. */
    static Map<String, Double> prices(String text) {
        Map<String, Double> prices = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            if (pair[0].isBlank() || pair.length < 2) {
                throw new InvalidConfig("expected prices like cpu=0.05, gpu=2.5, got '" + text + "'");
            }
            prices.put(pair[0].strip(), number(pair, text));
        }
        return prices;
    }

    private static double number(String[] pair, String text) {
        try {
            double number = Double.parseDouble(pair.length < 2 ? "" : pair[1].strip());
            if (number >= 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidConfig("expected a number in '" + text + "'");
        }
        throw new InvalidConfig("expected a number of at least 0 in '" + text + "'");
    }
}
