package dev.cairn.server.spec.form;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the known name nearest to a wrong one. */
public final class Suggest {
    private Suggest() {}

    /** A hint that names the nearest of the known names, or all of them when they are few, or nothing. */
    public static Optional<String> hint(String wrong, Collection<String> known) {
        Optional<String> near = nearest(wrong, known);
        if (near.isPresent()) {
            return near.map(name -> "Did you mean '" + name + "'?");
        }
        return known.isEmpty() || known.size() > 20
                ? Optional.empty()
                : Optional.of("Known: " + String.join(", ", known) + ".");
    }

    /** The known name within a third of its length of edits. */
    public static Optional<String> nearest(String wrong, Collection<String> known) {
        String typed = wrong.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> edits(typed, name.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt((String name) -> edits(typed, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Edits between two texts, a swap of neighbours being one (optimal string alignment; Boytsov, JEA 2011, section 2.2). */
    static int edits(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 20) {
            return Integer.MAX_VALUE;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int substituted = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(substituted, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
