package dev.millrace.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what the user may have meant. */
public final class Suggestion {

    /** One slip in three letters is still a slip; more is another word. */
    private static final int LETTERS_PER_SLIP = 3;

    private Suggestion() {}

    /** The known words closest to the given one, the closest first, at most {@code limit}; case is ignored. */
    public static List<String> closest(String word, Collection<String> known, int limit) {
        int allowed = Math.max(1, word.length() / LETTERS_PER_SLIP);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= allowed)
                .map(candidate -> new Candidate(candidate, distance(word, candidate)))
                .filter(candidate -> candidate.distance() <= allowed)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(limit)
                .map(Candidate::word)
                .toList();
    }

    /** A half-sentence to append: {@code ; did you mean "url"?}, or nothing. */
    static String didYouMean(String word, Collection<String> known) {
        List<String> closest = closest(word, known, 1);
        return closest.isEmpty() ? "" : "; did you mean \"" + closest.get(0) + "\"?";
    }

    private record Candidate(String word, int distance) {}

    /** How many letters must be added, dropped, changed or swapped with their neighbour. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
